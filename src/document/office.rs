//! Documents that LibreOffice has to convert first: Word and PowerPoint before 2007, OpenDocument, Rich Text.
//!
//! Takes their bytes, gives what the readers of Word documents and presentations make of the converted file. The
//! program runs in a folder of its own that is removed afterwards, with a profile that lets no macro run and follows no
//! link, one document at a time. Refuses when it is not installed, when it takes longer than the limit, and when it
//! makes nothing of the document.

use std::{
    io::Read,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::Mutex,
};

use super::{
    Kind, Limits,
    docx::Word,
    foreign::{self, OldOffice},
    package::{self, Package},
    reader::{Content, Reader},
    slides::Slides,
};
use crate::{Error, ErrorKind, Result, notice::Notice, program};

pub(super) struct Converted;

/// A format, with the extension by which LibreOffice knows it and the one that is asked of it.
struct Form {
    what: &'static str,
    from: &'static str,
    kind: Kind,
}

/// LibreOffice takes a processor and half a gigabyte, so there is never more than one.
static TURN: Mutex<()> = Mutex::new(());

/// What the profile forbids: macros, active content, links to what lies elsewhere.
const PROFILE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop></item>
</oor:items>
"#;

impl Reader for Converted {
    fn recognises(&self, bytes: &[u8]) -> bool {
        form(bytes).is_some()
    }

    fn read(&self, bytes: &[u8], name: &str, limits: &Limits) -> Result<Content> {
        let form = form(bytes).ok_or_else(|| foreign::unsupported(name, "no document that LibreOffice converts"))?;
        let converted = convert(program().as_deref(), bytes, &form, name, limits)?;
        let reader: &dyn Reader = if form.kind == Kind::Slides { &Slides } else { &Word };
        let mut content = reader.read(&converted, name, limits)?;
        content.notices.push(Notice::remark(format!("{}, read as LibreOffice converts it", form.what)));
        Ok(content)
    }
}

fn form(bytes: &[u8]) -> Option<Form> {
    let form = |what, from, kind| Some(Form { what, from, kind });
    if bytes.starts_with(b"{\\rtf") {
        return form("a Rich Text document", "rtf", Kind::Word);
    }
    match foreign::old_office(bytes) {
        Some(OldOffice::Text) => return form("a Word document from before 2007 (.doc)", "doc", Kind::Word),
        Some(OldOffice::Slides) => return form("a presentation from before 2007 (.ppt)", "ppt", Kind::Slides),
        Some(OldOffice::Workbook) | None => {}
    }
    match package::kind(bytes) {
        Some(Package::OpenText) => form("an OpenDocument text (.odt)", "odt", Kind::Word),
        Some(Package::OpenSlides) => form("an OpenDocument presentation (.odp)", "odp", Kind::Slides),
        _ => None,
    }
}

/// Where LibreOffice is, on the path or where its installers put it.
fn program() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = std::env::split_paths(&path)
        .flat_map(|folder| ["soffice", "libreoffice", "soffice.exe"].map(|name| folder.join(name)));
    let installed = [
        "/Applications/LibreOffice.app/Contents/MacOS/soffice",
        "C:\\Program Files\\LibreOffice\\program\\soffice.exe",
    ];
    on_path.chain(installed.map(PathBuf::from)).find(|program| program.is_file())
}

/// The converted file.
fn convert(program: Option<&Path>, bytes: &[u8], form: &Form, name: &str, limits: &Limits) -> Result<Vec<u8>> {
    let Some(program) = program else {
        let message = format!("{name} is {}, which only LibreOffice can convert, and that is not installed", form.what);
        return Err(Error::new(ErrorKind::Unsupported, message)
            .hint("install LibreOffice (on Debian and Ubuntu: libreoffice-writer and libreoffice-impress), or save the document as .docx, .pptx or PDF"));
    };
    let failed = |cause: std::io::Error| {
        Error::new(ErrorKind::Unreadable, format!("{name} cannot be converted")).caused_by(cause).hint(
            "check that LibreOffice starts and that the folder for temporary files has room, or save the document as .docx, .pptx or PDF",
        )
    };
    // A conversion that panicked left nothing behind that the next could trip over.
    let _turn = TURN.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let folder = tempfile::tempdir().map_err(failed)?;
    let to = if form.kind == Kind::Slides { "pptx" } else { "docx" };
    let source = folder.path().join(format!("document.{}", form.from));
    let user = folder.path().join("profile/user");
    std::fs::create_dir_all(&user).map_err(failed)?;
    std::fs::write(user.join("registrymodifications.xcu"), PROFILE).map_err(failed)?;
    std::fs::write(&source, bytes).map_err(failed)?;
    let mut child = start(program, folder.path(), &source, to).map_err(failed)?;
    if program::within(&mut child, limits.time).map_err(failed)?.is_none() {
        program::stop(&mut child);
        let message = format!("{name} takes LibreOffice longer than the limit of {} seconds", limits.time.as_secs());
        return Err(Error::new(ErrorKind::Limit, message).hint("save the document as .docx, .pptx or PDF"));
    }
    let mut converted = Vec::new();
    let made = std::fs::File::open(folder.path().join(format!("converted/document.{to}")));
    match made.and_then(|file| file.take(limits.file_bytes).read_to_end(&mut converted)) {
        Ok(length) if length > 0 => Ok(converted),
        _ => {
            Err(Error::new(ErrorKind::Damaged, format!("{name} is {}, of which LibreOffice makes nothing", form.what))
                .hint("it may be damaged or locked with a password; open it in its own program and save it anew"))
        }
    }
}

fn start(program: &Path, folder: &Path, source: &Path, to: &str) -> std::io::Result<Child> {
    let mut command = Command::new(program);
    command
        .arg(format!("-env:UserInstallation=file://{}", folder.join("profile").display()))
        .args(["--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--convert-to", to, "--outdir"])
        .arg(folder.join("converted"))
        .arg(source)
        .current_dir(folder)
        // Nothing of the user's own settings, and no way out through a proxy of the machine.
        .env("HOME", folder)
        .envs(["http_proxy", "https_proxy", "ftp_proxy"].map(|name| (name, "http://127.0.0.1:9")))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    // `soffice` is a script that starts the program proper: only as a group they can be stopped together.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command.spawn()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    const NOTE: &[u8] = b"{\\rtf1\\ansi\\ansicpg1252 Der er 131 b\\'f8rn anbragt.\\par}";

    #[test]
    fn without_libreoffice_the_error_says_what_to_install() {
        let error = convert(None, NOTE, &form(NOTE).unwrap(), "notat.rtf", &Limits::default()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unsupported);
        assert!(error.to_string().starts_with("notat.rtf is a Rich Text document, which only LibreOffice can convert"));
        assert!(error.advice().unwrap().contains("install LibreOffice"));
    }

    #[test]
    #[cfg(unix)]
    fn what_takes_too_long_is_stopped_with_all_that_it_started() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (program, alive) = (folder.path().join("soffice"), folder.path().join("alive"));
        // A script whose child would leave a mark if it lived on.
        let script = format!("#!/bin/sh\n(sleep 1; touch '{}') &\nsleep 60\n", alive.display());
        std::fs::write(&program, script).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
        let limits = Limits { time: Duration::from_millis(300), ..Limits::default() };
        let error = convert(Some(&program), NOTE, &form(NOTE).unwrap(), "notat.rtf", &limits).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Limit);
        std::thread::sleep(Duration::from_millis(1500));
        assert!(!alive.exists());
    }

    #[test]
    fn a_program_that_makes_nothing_is_a_damaged_document() {
        let nothing = Path::new("/bin/true");
        if !nothing.exists() {
            return;
        }
        let error = convert(Some(nothing), NOTE, &form(NOTE).unwrap(), "notat.rtf", &Limits::default()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Damaged);
    }

    #[test]
    fn rich_text_is_read_where_libreoffice_is_there() {
        if program().is_none() {
            #[expect(clippy::print_stderr, reason = "a skipped test says so")]
            {
                eprintln!("skipped: LibreOffice is not installed");
            }
            return;
        }
        let content = Converted.read(NOTE, "notat.rtf", &Limits::default()).unwrap();
        assert_eq!((content.kind, content.text.as_str()), (Kind::Word, "Der er 131 børn anbragt."));
    }

    #[test]
    #[ignore = "takes LibreOffice some seconds for each format"]
    fn every_format_comes_back_as_it_went() {
        let program = program().expect("LibreOffice");
        let folder = tempfile::tempdir().unwrap();
        let source = folder.path().join("document.rtf");
        std::fs::write(&source, NOTE).unwrap();
        for to in ["doc", "odt"] {
            let mut child = start(&program, folder.path(), &source, to).unwrap();
            assert!(program::within(&mut child, Limits::default().time).unwrap().is_some());
            let bytes = std::fs::read(folder.path().join(format!("converted/document.{to}"))).unwrap();
            assert!(Converted.recognises(&bytes), "{to}");
            let content = Converted.read(&bytes, "notat", &Limits::default()).unwrap();
            assert_eq!((content.kind, content.text.as_str()), (Kind::Word, "Der er 131 børn anbragt."), "{to}");
        }
    }
}
