//! The words by which a sentence tells how a number is meant.
//!
//! Takes nothing; gives the patterns that [`Around`](super::Around) asks: wanted, expected, adopted, observed, prescribed.
//! Decides nothing: which of them speaks for a number is for [`super`] to say.

use std::sync::LazyLock;

use crate::pattern::Regex;

pub(in super::super) fn pattern(words: &str) -> Regex {
    Regex::new(&format!(r"(?i)\b(?:{words})")).expect("a pattern")
}

pub(in super::super) static LAW: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:ifølge|efter|jf\.)\s+(?:service|barnets\s+|sundheds)?lov\w*|med\s+barnets\s+lov\b|lovgivning\w*|lovpligtig\w*|lovkrav\w*|(?:service)?lovens?\b|vejledende\b|anbefale(?:t|de)\s+sagstal|normalt\s+anbefal\w*|fagforening\w*|faglige\s+anbefaling\w*|anbefalinger\s+fra\s+dansk|socialrådgiverforenings?\s+(?:vejledende|anbefal)\w*|(?:dansk\s+socialrådgiverforening|socialrådgiverforeningen)\b[^.;]{0,40}\b(?:bør|højst)",
    )
});
pub(in super::super) static TARGET: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"mål(?:et|ene|sætning\w*|tal\w*)?\b|anbefales|foreslås|forslag\w*|ønske(?:[srt]|t)?\b|skal\b|sigtepunkt\w*|ambition\w*|vil\s+kræve|behov\s+for|sigte[rs]?\b|sigtede\s+(?:mod|efter)|højst\b|passende\b|ønskelig\w*|indstilles|proponer\w*|krav\b|loft(?:et)?\b|bør\b|pejlemærke\w*|så\s+[^.;,]{0,40}\bskulle\b|vil\s+(?:ned\s+|helt\s+ned\s+)?under\s+\d|må\s+[^.;,]{0,30}?(?:ikke\s+)?have\s+(?:over|mere\s+end|flere\s+end)",
    )
});
pub(in super::super) static IDIOM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^skal\s+(?:det\s+)?(?:bemærkes|nævnes|siges|ses|understreges|læses|tages\s+med)\b|^tegner\s+sig\s+(?:\p{L}+\s+){0,2}for\b",
    )
    .expect("a pattern")
});
pub(in super::super) static FORECAST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"forvent\w*|ventes\b|venter\b|vente[td]\w*|skønne\w*|skøn\b|estimere\w*|prognose\w*|fremskriv\w*|vurderes\b|vil\s+(?:medføre|betyde|give|resultere|kunne|blive|falde|stige|være|ende)|ser\s+(?:\p{L}+\s+){0,3}ud\s+til|tegner\s|formentlig|formodentlig|sandsynligvis|antagelig\w*|ville\s+(?:\p{L}+\s+)?(?:give|betyde|svare|kunne|blive|spare|koste)|spår\b|bud\s+er\b|kalkulerer|udsigt\s+til|(?:kan|vil)\s+(?:\p{L}+\s+)?(?:ende|stå|slutte)\s+(?:med|på)|peger\s+(?:mod|på)|kommer\s+til\s+at|regner\s+(?:\p{L}+\s+)?med|tyder\s+på|vil\b[^.;]{0,60}\b(?:medføre|resultere|betyde)\b|forudsæt\w*|formode\w*|forudse[sr]?\b|når\s+næppe|næppe\s+(?:når|under|over)|potentiale\w*|anslå\w*|beregnet\b|frigøre\b|kan\s+(?:\p{L}+\s+)?(?:undgås|forebygge|forhindre)",
    )
});
/// What tells that money is still to be spent or to lack, though nobody says that it is expected.
pub(in super::super) static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"uden\s+(?:handling|indgreb|tiltag|yderligere|nye)\b|efter\s+alt\s+at\s+dømme|formentlig\b|peger\s+pilen|pilen\s+peger|hvis\b",
    )
});
pub(in super::super) static BUDGET: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:budget)?afsat\w*|afsætte[srt]?\b|afsatte\b|bevilg\w*|bevilling\w*|budgetforlig\w*|budgetaftale\w*|vedtog\w*|vedtaget|finanslov\w*|aftaleperiode\w*|budgetlagt\w*|indarbejdet|anvendes\s+yderligere|besluttet|sat\s+(?:\p{L}+\s+){0,2}af\s+til|i\s+(?:det\s+vedtagne\s+)?budget(?:tet)?\s+(?:for\s+)?\d{4}(?:-\d+)?\s+(?:blev|tilførte)",
    )
});
pub(in super::super) static PAST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"blev\b|(?:har|er)\s+(?:[\p{L}\d.]+\s+){0,6}?(?:givet|medført|ansat|brugt|opnået|sparet|reduceret|sænket|investeret|nedbragt|været|fået|faldet|steget|vokset|hentet|kostet|anvendt|indfriet)\b|har\s+typisk|(?:er|blev)\s+(?:\p{L}+\s+){0,2}gjort\s+op\s+til|sparede\b|hentede\b|nedsatte\b|sænkede\b|foreløbig\b|indtil\s+(?:nu|videre)|opnåede|havde\b|var\b|brugte\b|anvendte\b|investerede\b|faldt|steg\b|viste\b|viser\b|kostede|realisere(?:t|de)|i\s+dag\b|nuværende|aktuel\w*|allerede",
    )
});
/// A verb that tells how it is.
pub(in super::super) static PRESENT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"er\b|har\b|udgør\b|ligger\b|bor\b|sidder\b|koster\b|bruger\b|sparer\b|følger\b|sker\b"));
pub(in super::super) static ACCOUNTS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"regnskab\b|forbrug(?:et)?\s+(?:pr\.|til\s+og\s+med|indtil)|regnskabet\b|endte\b|viste\s+et\s+(?:forbrug|merforbrug)|realiseret|sluttede\b|gav\s+et\b|overført\w*|var\s+(?:der\s+)?(?:på|et)\b",
    )
});
pub(in super::super) static HIRED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:blev|er|har|var|der\s+er)\s+(?:\p{L}+\s+){0,3}(?:ansat|opnormeret|tilført|styrket|udvidet|begyndt|startet|tiltrådt|kommet|oprettet|besat|skåret|beskåret|nedlagt|fratrådt|gået|brugt|mistet|sagt)\b|ansatte\s+\p{L}+\s+kommune|(?:begyndte|tiltrådte|voksede|nedlagde|mistede|fratrådte|stoppede|oprettede|tilførte)\b|(?:fik|kom)\b",
    )
});
pub(in super::super) static DOWN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"reduc\w*|reduktion\w*|fald(?:e|er|t|et)?\b|nedbring\w*|nedbragt|nedgang\w*|ned\s+(?:med|på|fra|til)\b|færre\b|lavere\b|mindsk\w*|tilbage\b|minimer\w*|sænk\w*|spare[srt]?\b|nedsæt\w*|undgå\w*|nedskr[ei]v\w*|beskær\w*|beskåret|nedjuster\w*",
    )
});
pub(in super::super) static UP: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"stig(?:er|et|ning\w*|e)?\b|steg(?:et)?\b|øge[srt]?\b|øget\b|vokse\w*|vækst\w*|forøg\w*|fler(?:e)?\b|højere\b|hæv(?:es|et|ede|er)?\b|løfte[srt]?\b|løftede\b|opskr[ei]v\w*|opjuster\w*|tilfør\w*|udvid\w*|fremgang\b|mere\b|forhøj\w*|styrke[srt]\b",
    )
});
pub(in super::super) static MORE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)^\s*(?:højere|flere|mere|nye|ekstra|yderligere)\b").expect("a pattern"));
/// “Der er pr. 1. april ansat 26 rådgivere” tells who is there; “der blev ansat” tells who came.
pub(in super::super) static EMPLOYED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:der\s+er|der\s+var|var\s+der|er\s+der)\s+(?:[^\s,;]+\s+){0,5}ansat\s+(?:i\s+alt\s+)?$")
        .expect("a pattern")
});
pub(in super::super) static STAFF_NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"antal(?:let)?\s+(?:af\s+)?\p{L}*(?:rådgiver|sagsbehandler|årsværk|medarbejder|psykolog|sundhedsplejerske)",
    )
});
pub(in super::super) static PLANNED_TEAM: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"organiseres|placeres|bliver\s+de\s+til|skal\b|vil\b|sammen\s+med"));

/// A budget that is not adopted yet.
pub(in super::super) static PROPOSED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"foreslå[rs]?\b|indstille[rs]\b|søges\s+om|ansøge[rs]?\b|anmode[rs]?\b|ønskes\b|forslag\s+om\s+(?:en\s+)?tillægs",
    )
});
/// A means that was used, or is to be.
pub(in super::super) static BY_HIRING: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"ved\s+(?:hjælp\s+af\s+)?(?:at\s+)?(?:ansætte|tilføre|ansættelse)"));
/// An expectation that was changed is one still.
pub(in super::super) static REVISED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"er\s+(?:[\p{L}]+\s+){0,2}(?:bragt|justeret|opjusteret|nedjusteret|ændret)\s+(?:ned|op|til)\b")
});
/// What has still to come true before the rest of the sentence does.
pub(in super::super) static CONDITION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:når|hvis|såfremt)\s+[^.;]{1,80}\s(?:er|bliver)\s+(?:[\p{L}]+\s+)?(?:besat|ansat|på\s+plads|gennemført|indfaset|åbnet|færdig\p{L}*)\s*,|^(?:lykkes|halveres|gennemføres|gøres|fortsætter|holder)\s[^.;]{1,80},")
        .expect("a pattern")
});
pub(in super::super) static TODAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"i\s+dag\b|nuværende\b|hidtil\b|hidtidig\w*|finder\s+nu\b|tidligere\b|hos\s+os\b|i\s+praksis\b|reelt\b|får\s+nu\b|typisk\b|som\s+regel\b|hovedregel\b|i\s+snit\b|gennemsnit\w*|bliver\s+(?:\p{L}+\s+){0,3}fulgt\s+op|blev\b|gik\b|gør\s+det\s+muligt|gjort\s+det\s+muligt|besøger\s+nu|sker\s+nu|ses\s+nu|finder\s+sted|før\s+(?:så|var|blev|fik|kom|mødtes|besøgte)|går\s+der\b|dengang\b",
    )
});
/// What makes money that is set aside only wanted.
pub(in super::super) static WANTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"ønsker\b|behov\s+for\b|skal\s+(?:der\s+)?(?:findes|afsættes|sættes|tilføres|gives)|bør\b|anbefale[rs]\b|hvis\s+[^.;,]{1,60},\s+kan\b",
    )
});
/// What makes a remark in brackets one of how it was or is.
pub(in super::super) static ASIDE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:nu|i\s+dag|aktuelt|nuværende|mod|før)\b|\bi\s+(?:skoleåret\s+)?(?:19|20)\d\d")
        .expect("a pattern")
});
pub(in super::super) static NOWADAYS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)^\s+(?:nu|i\s+dag)\b").expect("a pattern"));
/// What the budget was made with.
pub(in super::super) static FOUNDED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"budgetteret\s+(?:med|til)|budget(?:tet)?\s+(?:for\s+)?(?:(?:19|20)\d\d\s+)?(?:(?:er|var|blev)\s+(?:lagt|baseret|beregnet)|bygger|byggede|hviler|forudsætter|forudsatte|rummer|rummede|regner\s+med|regnede\s+med|tager\s+udgangspunkt)|(?:havde|er|var|blev)\s+(?:\p{L}+\s+)?regnet\s+med|der\s+(?:er|var)\s+(?:penge|plads|lagt\s+op)\s+til",
    )
});
pub(in super::super) static BUDGETED_BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\s+(?:(?P<word>\p{L}+)\s+)?(?:budgetteret\b|i\s+(?:det\s+)?(?:oprindelige\s+|vedtagne\s+)?budget(?:tet)?\b)|^,\s+(?:der|som)\s+(?:er|var|blev)\s+(?:budgetteret|regnet|lagt\s+ind)\b").expect("a pattern")
});
pub(in super::super) static COMPARED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:mod|end)\s+(?:de\s+)?budgettere(?:t|de)\s"));
/// Money that is gone.
pub(in super::super) static SPENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"har\s+(?:i\s+alt\s+)?kostet|kostede\b|har\s+(?:i\s+[^.;,]{1,30}\s+)?været\s|er\s+(?:der\s+)?(?:brugt|anvendt)|blev\s+(?:der\s+)?(?:brugt|anvendt)",
    )
});
/// A verb that tells how it is or was, behind one that tells what is wanted.
pub(in super::super) static IS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"var\b|havde\b|lå\b|er\s+(?:i\s+dag|nu|aktuelt)\b|(?:er|har)\s+[^.;,]{0,30}\bnået\b"));
pub(in super::super) static FROM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\bfra\s+(?:(?:de|det|den|nuværende|omkring|cirka|ca\.|knap|godt)\s+)*$").expect("a pattern")
});
pub(in super::super) static TO: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)^[^.;:,]{0,40}?\btil\s").expect("a pattern"));

/// A price that stands in the budget.
pub(in super::super) static BUDGETED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:budgetter(?:et|ede)|forudsat(?:te)?)\s+(?:til\s+|på\s+|med\s+)?$").expect("a pattern")
});

pub(in super::super) static CASELOAD_NOW: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"fra\s+\D{0,30}$|nuværende|aktuel\w*|i\s+dag\b|på\s+nuværende"));
pub(in super::super) static BROUGHT_TO: LazyLock<Regex> = LazyLock::new(|| pattern(r"til\b|ned\s+på|under\b|højst\b"));
pub(in super::super) static CASELOAD_WAS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"har\s+(?:\p{L}+\s+){0,3}(?:nedbragt|haft)|er\s+(?:\p{L}+\s+){0,2}(?:faldet|nedbragt|steget)|faldt|steg\b|blev\s+nedbragt|ligger\b|lå\b|varierer",
    )
});
pub(in super::super) static ASSUMES: LazyLock<Regex> = LazyLock::new(|| pattern(r"forudsætte[rs]?\b"));
pub(in super::super) static CASELOAD_HAD: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"har\s+haft|havde|kunne\s+\p{L}+\s+(?:sidde|have)"));

/// What tells, among goals, how it is.
pub(in super::super) static SO_FAR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"er\s+(?:det|tallet|der|vi|den|andelen|sagstallet)\s|er\s+(?:i\s+dag|nu|aktuelt)\b|lige\s+nu\b|for\s+tiden\b|i\s+dag\b",
    )
});
/// What stands behind a number that what there is now is held against.
pub(in super::super) static AGAINST_NOW: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^[^.;:,(\d]{0,60}(?:\.[^.;:,(\d]{0,40})?(?:\((?:(?:i\s+dag|nu|pt\.?|p\.t\.|for\s+tiden|aktuelt|seneste\s+måling)\s|[^()]{1,25}\s(?:i\s+dag|nu|for\s+tiden|pt\.)\))|;\s+(?:for\s+tiden|i\s+dag|lige\s+nu)\s|\bmod\s+(?:nu|i\s+dag)\s)",
    )
    .expect("a pattern")
});
/// What stands ahead of a number that is to be no more.
pub(in super::super) static GIVEN_UP: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:i\s+stedet\s+for|frem\s+for|fremfor|mod\s+(?:nu|i\s+dag|hidtil|tidligere)|og\s+ikke,?\s+som\s+(?:nu|i\s+dag|hidtil),)\s+(?:(?:kun|blot|hver|de|ca\.)\s+)?$")
        .expect("a pattern")
});
/// A way of working that is decided and still to begin.
pub(in super::super) static STARTS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\bfremover\b|^(?:fra|pr\.)\s+(?:og\s+med\s+)?(?:den\s+)?\d{1,2}\.\s+\p{L}+\s+(?:følger|besøger|mødes|ses|bliver|kommer|holder|sættes|ændres)\b|\b(?:rytmen|kadencen|hyppigheden|frekvensen)\s+(?:ændres|øges|sættes)|\b(?:ændres|øges|sættes)\s+(?:rytmen|kadencen|hyppigheden|frekvensen)")
        .expect("a pattern")
});
/// A gain that is there.
pub(in super::super) static GAINED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"realiserede\b|gevinsten\s+(?:var|blev)\b|(?:har|fik)\s+(?:\p{L}+\s+){0,2}(?:hentet|sparet|realiseret|indfriet)\b|sparede\b|hentede\b",
    )
});
/// Money that is gone, told in its parts: `har anvendt 9 mio. kr., heraf 7 på løn`.
pub(in super::super) static PARTS_SPENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:(?:har|er|blev)\s+(?:[^\s.;]+\s+){0,6}(?:brugt|anvendt)|brugte|anvendte|kostede)\s[^;]{0,80}\b(?:heraf|deraf|hvoraf)\b[^;]{0,60}$",
    )
});
/// A report on a running budget that tells what the year will end at.
pub(in super::super) static FOLLOWED_UP: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:budget|halvårs|kvartals|økonomi)\p{L}*opfølgning\p{L}*\s+(?:viser|peger|melder)\b|(?:halvårs|kvartals)opfølgningen\s+(?:viser|peger|melder)\b",
    )
});
/// Posts as the budget has them.
pub(in super::super) static ESTABLISHED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"budgetteret\s+(?:med|til)\b|normeringen\s+(?:for\s+(?:19|20)\d\d\s+)?(?:er|blev)\s+(?:fastsat|sat)\s+til\b",
    )
});
/// Posts that somebody wishes for.
pub(in super::super) static WISHED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:ønsket?|målet|ambitionen|målsætningen)\s+(?:er|lyder\s+på)\b"));
/// A year, or a verb that tells how many go or went: the number is no goal, whatever it is held against.
pub(in super::super) static DATED_OR_GOING: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:gik|går|fik|får|lå)\b|(?:19|20)\d\d\b"));
