use super::*;

fn told(failure: Failure) -> (Code, String) {
    let (diagnostics, texts) = failure.diagnose();
    (diagnostics[0].code, draw(&diagnostics, &texts, false))
}

#[test]
fn a_mistake_in_the_command_is_one_line_with_its_fix() {
    let failure = Failure::usage("`--as-at` needs a value", "write it as 2026-11-22");
    let line = "error: `--as-at` needs a value; write it as 2026-11-22\n";
    assert_eq!(told(failure), (Code::BadArgument, line.to_owned()));
}

#[test]
fn a_failure_of_the_disk_names_the_path_and_gives_a_reason_in_our_words() {
    let (code, line) = told(Failure::read(
        Path::new("a.csv"),
        io::ErrorKind::PermissionDenied.into(),
    ));
    assert_eq!(code, Code::CannotRead);
    assert_eq!(
        line,
        "error: `a.csv` could not be read: the system does not allow it; check the path and that you may \
         open it\n"
    );
    let (code, line) = told(Failure::write(
        Path::new(""),
        io::ErrorKind::StorageFull.into(),
    ));
    assert_eq!(code, Code::CannotWrite);
    assert_eq!(
        line,
        "error: standard output could not be written: the disk is full; check the path, the room left \
         and that you may write there\n"
    );
}

#[test]
fn a_reason_without_words_of_ours_is_the_systems_without_its_number() {
    assert_eq!(
        plain("File name too long (os error 36)"),
        "file name too long"
    );
    assert_eq!(plain(""), "");
}

#[test]
fn mistakes_in_files_are_shown_where_they_stand() {
    let text = SourceText::new("reinspect.toml", "as_at = 3\n");
    let mistake = Diagnostic::new(Code::WrongType, "not a date").at(text.place(8..9));
    let (_, drawn) = told(Failure::Inputs {
        diagnostics: vec![mistake],
        texts: vec![text],
    });
    assert!(drawn.contains("reinspect.toml:1:9"), "{drawn}");
}
