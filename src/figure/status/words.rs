//! The words by which a sentence tells how a number is meant.
//!
//! Takes nothing; gives the patterns that [`Around`](super::Around) asks: wanted, expected, adopted, observed, prescribed.
//! Decides nothing: which of them speaks for a number is for [`super`] to say.

use std::sync::LazyLock;

use crate::pattern::{Pattern, Regex};

pub(in super::super) fn pattern(words: &str) -> Regex {
    Regex::new(&format!(r"(?i)\b(?:{words})")).expect("a pattern")
}

/// Behind a number: `sager, som fagforeningen anbefaler`, `sager, loven kræver`.
pub(in super::super) static PRESCRIBED_BEHIND: Pattern = Pattern::new(
    r"(?i)^\s+(?:[\p{L}.]+\s*){0,3},?\s+(?:(?:som|der)\s+)?(?:\p{L}+\s+){0,2}?(?:\p{L}*fagforening(?:en)?|dansk\s+socialrådgiverforening|socialrådgiverforeningen|loven|serviceloven|barnets\s+lov|ankestyrelsen|socialstyrelsen)\s+(?:har\s+)?(?:anbefale[rt]|kræver|foreskriver|foreslår|fastsætter|ser\s+som|peger\s+på)\b",
);
pub(in super::super) static LAW: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:ifølge|efter|jf\.)\s+(?:service|barnets\s+|sundheds)?lov\w*|med\s+barnets\s+lov\b|lovgivning\w*|lovpligtig\w*|lovkrav\w*|(?:service)?lovens?\b|vejledende\b|anbefale(?:t|de)\s+sagstal|normalt\s+anbefal\w*|fagforening\w*|faglige\s+anbefaling\w*|anbefalinger\s+fra\s+dansk|forening(?:en)?s?\s+(?:vejledende|anbefal|norm|grænse|tommelfingerregel)\w*|tommelfingerregel\w*|\w*forening(?:en)?\b[^.;]{0,40}\b(?:bør|højst|anbefaler)|(?:danmark|lov)\s+kræver|(?:socialstyrelsen|ankestyrelsen|social-\s+og\s+boligstyrelsen|kl|vive|ministeriet)\s+(?:\p{L}+\s+){0,2}(?:anbefaler|peger\s+på|foreskriver|tilråder)",
    )
});
pub(in super::super) static TARGET: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"mål(?:et|ene|sætning\w*|tal\w*)?\b|anbefales|foreslås|forslag\w*|ønske(?:[srt]|t)?\b|skal\b|sigtepunkt\w*|ambition\w*|vil\s+kræve|behov\s+for|sigte[rs]?\b|sigtede\s+(?:mod|efter)|højst\b|passende\b|ønskelig\w*|indstilles|proponer\w*|krav\b|loft(?:et)?\b|bør\b|pejlemærke\w*|så\s+[^.;,]{0,40}\bskulle\b|vil\s+(?:ned\s+|helt\s+ned\s+)?under\s+\d|vil\s+nå\s|må\s+(?:\p{L}+\s+){0,4}?(?:højst|aldrig|ikke)\s|må\s+[^.;,]{0,30}?(?:ikke\s+)?have\s+(?:over|mere\s+end|flere\s+end)",
    )
});
pub(in super::super) static IDIOM: Pattern = Pattern::new(
    r"(?i)^skal\s+(?:det\s+)?(?:bemærkes|nævnes|siges|ses|understreges|læses|tages\s+med)\b|^tegner\s+sig\s+(?:\p{L}+\s+){0,2}for\b",
);
/// Who waits: `I 2022 ventede en familie 7 uger`.
pub(in super::super) static WAITS: Pattern = Pattern::new(r"(?i)^vente(?:r|t|de)\b");
pub(in super::super) static FORECAST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"forvent\w*|ventes\b|venter\b|ventet\b|ventede\w*|skønne\w*|skøn\b|estimere\w*|prognose\w*|fremskriv\w*|vurderes\b|vil\s+(?:slutte|lande|mangle|koste|overskride|udgøre|løbe|medføre|betyde|give|resultere|kunne|blive|falde|stige|være|ende|bringe|sænke|løfte|hæve|nedbringe)|ser\s+(?:\p{L}+\s+){0,3}ud\s+til|tegner\s|formentlig|formodentlig|sandsynligvis|antagelig\w*|ville\s+(?:\p{L}+\s+)?(?:give|betyde|svare|kunne|blive|spare|koste)|spår\b|bud\s+er\b|kalkulerer|udsigt\s+til|(?:kan|vil)\s+(?:\p{L}+\s+)?(?:ende|stå|slutte)\s+(?:med|på)|peger\s+(?:mod|på)|kommer\s+til\s+at|regner\s+(?:\p{L}+\s+)?med|tyder\s+på|vil\b[^.;]{0,60}\b(?:medføre|resultere|betyde)\b|vil\s+(?:\p{L}+\s+){1,4}(?:være|blive|udgøre|lande|ende|vokse|stige|falde|mangle)\b|forudsæt\w*|formode\w*|tror\s|håber\b|forudse[sr]?\b|når\s+næppe|næppe\s+(?:når|under|over)|potentiale\w*|anslå\w*|beregnet\b|frigøre\b|kan\s+(?:\p{L}+\s+)?(?:undgås|forebygge|forhindre)",
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
        r"(?:budget)?afsat\w*|parterne\s+er\s+enige|afsætte[srt]?\b|afsatte\b|bevilg\w*|bevilling\w*|budgetforlig\w*|budgetaftale\w*|vedtog\w*|vedtaget|finanslov\w*|aftaleperiode\w*|budgetlagt\w*|indarbejdet|anvendes\s+yderligere|besluttet|sat\s+(?:\p{L}+\s+){0,2}af\s+til|i\s+(?:det\s+vedtagne\s+)?budget(?:tet)?\s+(?:for\s+)?\d{4}(?:-\d+)?\s+(?:blev|tilførte)",
    )
});
pub(in super::super) static PAST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"blev\b|(?:har|er)\s+(?:[\p{L}\d.,]+\s+){0,6}?(?:givet|medført|ansat|brugt|opnået|sparet|reduceret|sænket|investeret|nedbragt|været|fået|faldet|steget|vokset|hentet|kostet|anvendt|indfriet)\b|har\s+typisk|(?:er|blev)\s+(?:\p{L}+\s+){0,2}gjort\s+op\s+til|sparede\b|hentede\b|nedsatte\b|sænkede\b|foreløbig\b|indtil\s+(?:nu|videre)|opnåede|havde\b|var\b|brugte\b|anvendte\b|investerede\b|faldt|steg\b|viste\b|viser\b|kostede|realisere(?:t|de)|i\s+dag\b|nuværende|aktuel\w*|allerede",
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
pub(in super::super) static DOWN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"reduc\w*|reduktion\w*|fald(?:e|er|t|et)?\b|nedbring\w*|nedbragt|nedgang\w*|(?:ned|nede)\s+(?:med|på|fra|til)\b|færre\b|lavere\b|mindsk\w*|tilbage\b|minimer\w*|sænk\w*|spare[srt]?\b|nedsæt\w*|undgå\w*|nedskr[ei]v\w*|beskær\w*|beskåret|nedjuster\w*",
    )
});
pub(in super::super) static UP: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"stig(?:er|et|ning\w*|e)?\b|steg(?:et)?\b|øge[srt]?\b|øget\b|vokse\w*|vækst\w*|forøg\w*|fler(?:e)?\b|højere\b|hæv(?:es|et|ede|er)?\b|løfte[srt]?\b|løftede\b|opskr[ei]v\w*|opjuster\w*|tilfør\w*|udvid\w*|fremgang\b|mere\b|oppe\s+med\b|forhøj\w*|styrke[srt]\b",
    )
});
pub(in super::super) static MORE: Pattern = Pattern::new(r"(?i)^\s*(?:højere|flere|mere|nye|ekstra|yderligere)\b");
pub(in super::super) static STAFF_NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"antal(?:let)?\s+(?:af\s+)?\p{L}*(?:rådgiver|sagsbehandler|årsværk|medarbejder|psykolog|sundhedsplejerske)",
    )
});

/// A budget that is not adopted yet.
pub(in super::super) static PROPOSED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"foreslå[rs]?\b|indstille[rs]\b|søge[rs]?\b|bede[rs]?\s+om|(?:skal|kan)\s+(?:der\s+)?gives\b|tage\s+stilling\b|bør\b|ansøge[rs]?\b|anmode[rs]?\b|ønskes\b|forslag\s+om\s+(?:en\s+)?tillægs",
    )
});
/// An expectation that was changed is one still.
pub(in super::super) static REVISED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"er\s+(?:[\p{L}]+\s+){0,2}(?:bragt|justeret|opjusteret|nedjusteret|ændret)\s+(?:ned|op|til)\b")
});
/// What has still to come true before the rest of the sentence does.
pub(in super::super) static CONDITION: Pattern = Pattern::new(
    r"(?i)^(?:når|hvis|såfremt)\s+[^.;]{1,80}\s(?:er|bliver)\s+(?:[\p{L}]+\s+)?(?:besat|ansat|på\s+plads|gennemført|indfaset|åbnet|færdig\p{L}*)\s*,|^(?:hvis|såfremt|dersom)\s[^.;]{1,90},|^uden\s+(?:de|den|det|nye|flere|ekstra|indgreb|handling)\s[^.;]{1,80}$|^(?:lykkes|halveres|gennemføres|gøres|fortsætter|holder)\s[^.;]{1,80},",
);
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
pub(in super::super) static ASIDE: Pattern =
    Pattern::new(r"(?i)\b(?:nu|i\s+dag|aktuelt|nuværende|mod|før)\b|\bi\s+(?:skoleåret\s+)?(?:19|20)\d\d");
pub(in super::super) static NOWADAYS: Pattern = Pattern::new(r"(?i)^\s+(?:nu|i\s+dag)\b");
/// Money that is gone.
pub(in super::super) static SPENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"har\s+(?:i\s+alt\s+)?kostet|kostede\b|endte\s+med\s+at\s+koste|gik\s+til\b|gået\s+til\b|har\s+(?:i\s+[^.;,]{1,30}\s+)?været\s|er\s+(?:der\s+)?(?:brugt|anvendt)|blev\s+(?:der\s+)?(?:brugt|anvendt)",
    )
});
/// A verb that tells how it is or was, behind one that tells what is wanted.
pub(in super::super) static IS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"var\b|havde\b|lå\b|er\s+(?:i\s+dag|nu|aktuelt)\b|(?:er|har)\s+[^.;,]{0,30}\bnået\b"));
pub(in super::super) static FROM: Pattern =
    Pattern::new(r"(?i)\bfra\s+(?:(?:de|det|den|nuværende|omkring|cirka|ca\.|knap|godt)\s+)*$");
pub(in super::super) static TO: Pattern = Pattern::new(r"(?i)^[^.;:,]{0,40}?\btil\s");

pub(in super::super) static CASELOAD_NOW: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"fra\s+(?:(?:de[nt]?|dagens|et|en|på|i|omkring|cirka|ca\.|knap|godt|over|næsten|snit(?:tet)?|gennemsnit(?:tet)?|gennemsnitlig\w*|sagstal(?:let)?|\p{L}+s)\s+){0,5}$|nuværende|aktuel\w*|i\s+dag\b|på\s+nuværende",
    )
});
pub(in super::super) static BROUGHT_TO: LazyLock<Regex> = LazyLock::new(|| pattern(r"til\b|ned\s+på|under\b|højst\b"));
pub(in super::super) static CASELOAD_WAS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"har\s+(?:\p{L}+\s+){0,3}(?:nedbragt|haft)|er\s+(?:\p{L}+\s+){0,2}(?:faldet|nedbragt|steget|kommet|gået|nået|bragt|nede|oppe)|kom\b|gik\b|nåede\b|faldt|steg\b|blev\s+nedbragt|ligger\b|lå\b|varierer",
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
pub(in super::super) static AGAINST_NOW: Pattern = Pattern::new(
    r"(?i)^[^.;:,(\d]{0,60}(?:\.[^.;:,(\d]{0,40})?(?:\((?:(?:i\s+dag|nu|pt\.?|p\.t\.|for\s+tiden|aktuelt|seneste\s+måling)\s|[^()]{1,25}\s(?:i\s+dag|nu|for\s+tiden|pt\.)\))|;\s+(?:for\s+tiden|i\s+dag|lige\s+nu)\s|\bmod\s+(?:nu|i\s+dag)\s)",
);
/// What stands ahead of a number that is to be no more.
pub(in super::super) static GIVEN_UP: Pattern = Pattern::new(
    r"(?i)\b(?:i\s+stedet\s+for|frem\s+for|fremfor|mod\s+(?:nu|i\s+dag|hidtil|tidligere)|og\s+ikke,?\s+som\s+(?:nu|i\s+dag|hidtil),)\s+(?:(?:kun|blot|hver|de|ca\.)\s+)?$",
);
/// A way of working that is decided and still to begin.
pub(in super::super) static STARTS: Pattern = Pattern::new(
    r"(?i)\bfremover\b|^(?:fra|pr\.)\s+(?:og\s+med\s+)?(?:den\s+)?\d{1,2}\.\s+\p{L}+\s+(?:følger|besøger|mødes|ses|bliver|kommer|holder|sættes|ændres)\b|\baftalen\s+er\b|\ber\s+(?:det\s+)?aftal(?:en|t)\b|\b(?:rytmen|kadencen|hyppigheden|frekvensen)\s+(?:ændres|øges|sættes)|\b(?:ændres|øges|sættes)\s+(?:rytmen|kadencen|hyppigheden|frekvensen)",
);
/// A gain that is there.
pub(in super::super) static GAINED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"realiserede\b|gevinsten\s+(?:var|blev)\b|(?:har|fik)\s+(?:[\p{L}\d]+\s+){0,6}?(?:hentet|sparet|realiseret|indfriet|leveret|afleveret|skåret|indbragt)\b|sparede\b|hentede\b|lykkedes\b",
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
        r"(?:budget|halvårs|kvartals|økonomi)\p{L}*opfølgning\p{L}*\s+(?:viser|peger|melder)\b|(?:seneste|sidste|årets)\s+\p{L}*opfølgning\s+viser\b|viser\s+(?:den\s+)?(?:seneste|sidste|årets)\s+\p{L}*opfølgning|(?:halvårs|kvartals)opfølgningen\s+(?:viser|peger|melder)\b",
    )
});
/// A year, or a verb that tells how many go or went: the number is no goal, whatever it is held against.
pub(in super::super) static DATED_OR_GOING: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:gik|går|fik|får|lå)\b|(?:19|20)\d\d\b"));
/// A limit that the municipality set itself.
pub(in super::super) static LIMIT: Pattern = Pattern::new(
    r"(?i)\b(?:besluttet|vedtaget|fastsat|aftalt|(?:lagt|sat)\s+sig\s+fast\s+på|bestemt\s+sig\s+for)\s+(?:til\s+)?(?:at\s+(?:være|ligge\s+på|holde)\s+)?(?:på\s+|til\s+)?$|\bnormtal\p{L}*\s[^.;]{0,40}$|\bvar\s+normen\b[^.;]{0,60}$",
);
/// Ahead of a goal that something is held against, and not of one that is set: `2 over målet`, `vi har nået målet`.
pub(in super::super) static HELD_AGAINST: Pattern = Pattern::new(
    r"(?i)\b(?:over|under|nåede|nået|når|opfyldt|opfylder|indfriet|indfrier|tæt(?:tere)?\s+på|i\s+forhold\s+til)\s+(?:det\s+politiske\s+)?$",
);
/// A verb that tells where a year ends that is not over.
pub(in super::super) static OUTCOME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:lander|ender|slutter)\b|kommer\s+(?:[^\s,.;]+\s+){0,3}(?:ud\s+(?:med|af)|(?:[^\s;]+\s+){0,4}for\s+kort)\b|mangler\b|(?:overskridelse|merforbrug|underskud|minus|resultat)\p{L}*\s+(?:\p{L}+\s+){0,3}bliver\b|tilbage\s+står\b|bebudet\b|(?:vores|bedste)\s+bud\b|kurs\s+mod\b|tegner\b",
    )
});
/// Somebody who sees, visits or follows up: what is done, also where the document proposes something else.
pub(in super::super) static PRACTISED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:vi|\p{L}*(?:rådgiver|sagsbehandler)(?:en|ne)?)\s+(?:følger|kommer|besøger|ser|taler|mødes|møder|når|er\s+ude|har\s+besøgt)\b|(?:følger|besøger|ser|møder|når)\s+(?:vi|de|\p{L}*(?:rådgiver|sagsbehandler)(?:en|ne)?)\b|(?:får|har)\s+besøg\b|får\s+(?:nu\s+)?besøg\b|besøger\s+(?:barnet|børnene|familie\p{L}*)\b|har\s+kunnet\b|ser\s+(?:nu\s+)?(?:i\s+praksis\s+)?(?:sin|deres)\b",
    )
});
/// A case that a procedure is laid down for: `Når et barn anbringes, …`.
pub(in super::super) static CASE: Pattern = Pattern::new(r"(?i)^\W*(?:når|hvis|så\s+snart|i\s+tilfælde\s+af)\b");
/// An earlier year than the one that is told of.
pub(in super::super) static YEAR_BEFORE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"sidste\s+år|året\s+før|i\s+fjor|forrige\s+år"));
/// A goal whose number follows: `loftet på 30`.
pub(in super::super) static SET_AT: Pattern = Pattern::new(r"(?i)^\p{L}+\s+på\b");
/// The same, told behind it: `de 25, som udvalget satte sig for i 2022`.
pub(in super::super) static LIMIT_BEHIND: Pattern = Pattern::new(
    r"(?i)^[^.;,]{0,40},\s+(?:som|der)\s+[^,;.]{0,40}\b(?:satte\s+sig\s+for|besluttede|besluttet|vedtog|vedtaget|fastsatte|fastsat|aftalte)\b",
);
/// An outcome that is expected: `et ventet resultat`, `det seneste skøn`, `årets udgift ventes`.
pub(in super::super) static EXPECTED_OUTCOME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:forvente[dt]e?|vente[dt]e?|skønne[dt]e?)\s+(?:års)?(?:resultat|regnskab|forbrug|udgift)\p{L}*|(?:seneste|nyeste|aktuelle|det)\s+skøn\b|(?:udgift|forbrug|regnskab)\p{L}*\s+(?:\p{L}+\s+){0,4}(?:forventes|ventes|skønnes)\b",
    )
});
/// An item of what somebody is asked to decide: `– at der gives`.
pub(in super::super) static THAT: Pattern = Pattern::new(r"(?i)^\W*(?:\(?\p{L}?\d?[.)]\s*)?at\s");
/// What makes such an item one that is decided.
pub(in super::super) static DECIDED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"beslut\p{L}*|vedtog\p{L}*|vedtaget|godkend\p{L}*|tiltråd\p{L}*"));
/// Behind what is done: that it is no more than the law asks for.
pub(in super::super) static REACHED: Pattern =
    Pattern::new(r"(?i)^[^.;,]{0,30},\s+(?:altså|dvs\.|det\s+vil\s+sige|hvilket|som)\b");
/// Ahead of a number of those that there are.
pub(in super::super) static OF_THOSE: Pattern = Pattern::new(r"(?i)\baf\s+(?:de|vores|kommunens|byens)\s+$");
/// What has still to come true behind what is told then.
pub(in super::super) static ON_CONDITION: Pattern = Pattern::new(
    r"(?i)^[^.;,]{0,40},\s+(?:hvis|såfremt|når|forudsat\s+at)\s+[^.;,]{0,50}\b(?:lykkes|holder|fortsætter|gennemføres|gennemført|vedtages|vedtaget|rulles\s+ud|rullet\s+ud|indfases|indfaset|på\s+plads|besat|godkendes)\b",
);
/// A caseload that a measure moves: `Med de nye stillinger kommer sagstallet ned på 26`.
pub(in super::super) static MOVES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:kommer|ryger|falder|stiger|bringes|bringer)\s+(?:[\p{L}-]+\s+){0,3}(?:ned|op)\s+(?:på|til|under|over)\b",
    )
});
/// Where a sentence turns to another number: `…, selv om målet er `, `…, og vi venter `.
pub(in super::super) static TOLD_OF_ANOTHER: Pattern = Pattern::new(
    r"(?i),\s+(?:selv\s?om|skønt|mens|hvorimod|men|(?:og|for)\s+(?:vi|der|det|de|man|målet|tallet|antallet))\b",
);
/// Money that has gone, or come in.
pub(in super::super) static HAS_GONE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"har\s+[^.;,]{0,60}\b(?:givet|kostet|tjent|bidraget)\b"));
/// What is to be saved, named as such.
pub(in super::super) static TO_BE_SAVED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:spare)?(?:målet|kravet|måltallet)\b"));
