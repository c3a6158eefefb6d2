//! Mappings written into the text of the settings, which keep what stands there.

use reinspect::diagnostic::SourceText;
use reinspect::settings::{self, MapEdit, NotChanged, with_maps};

fn edit(earlier: Option<usize>, columns: &[(&str, &str)]) -> MapEdit {
    MapEdit {
        earlier,
        file: "a.csv".to_owned(),
        sheet: None,
        dataset: "visits".to_owned(),
        header_row: None,
        columns: columns
            .iter()
            .map(|(c, h)| ((*c).to_owned(), (*h).to_owned()))
            .collect(),
        wanted: Vec::new(),
    }
}

#[test]
fn a_required_column_without_a_heading_has_a_line_to_fill_in() {
    let wanted = |columns: &[(&str, &str)]| MapEdit {
        wanted: vec!["visited_on".to_owned(), "kind".to_owned()],
        ..edit(None, columns)
    };
    let other = MapEdit {
        file: "b.csv".to_owned(),
        ..wanted(&[])
    };
    let written = with_maps("", &[wanted(&[("seen", "Sen")]), other]).unwrap();
    let expected = "[[map]]\nfile = \"a.csv\"\ndataset = \"visits\"\n\n[map.columns]\nseen = \"Sen\"\n\
                    # visited_on = \"heading here\"\n# kind = \"heading here\"\n\n\
                    [[map]]\nfile = \"b.csv\"\ndataset = \"visits\"\n\n[map.columns]\n\
                    # visited_on = \"heading here\"\n# kind = \"heading here\"\n";
    assert_eq!(written, expected);
    // A person fills one in: the settings are read, and a later edit leaves the comments.
    let filled = written.replacen("# kind = \"heading here\"", "kind = \"Sort\"", 1);
    let (settings, found) = settings::parse(&SourceText::new("reinspect.toml", &*filled));
    assert_eq!(found, []);
    let maps = settings.maps;
    assert_eq!(maps[0].columns.len(), 2, "{maps:?}");
    assert_eq!(maps[1].columns, []);
    let again = edit(Some(1), &[("seen", "Seen?")]);
    let again = with_maps(&filled, &[again]).unwrap();
    assert!(again.contains("seen = \"Seen?\""), "{again}");
    assert_eq!(again.matches('#').count(), 3, "{again}");
}

#[test]
fn only_what_differs_is_changed_in_the_text() {
    let text = "\u{feff}# a\n[[map]]\nfile    = 'a.csv' # one\ndataset = \"x\"  # two\n\n[map.columns]\n# three\n\
                seen = 'Sen' # four\n\n[[map]]\nfile = \"b.csv\"\ndataset = \"x\"\n";
    let changed = with_maps(text, &[edit(Some(0), &[("seen", "Seen \"it\"")])]).unwrap();
    let expected = text.replacen("dataset = \"x\"", "dataset = \"visits\"", 1);
    assert_eq!(changed, expected.replace("'Sen'", "'Seen \"it\"'"));
    let same = with_maps(&changed, &[edit(Some(0), &[("seen", "Seen \"it\"")])]).unwrap();
    assert_eq!(same, changed);
    assert_eq!(
        with_maps("map = []\n", &[edit(None, &[])]),
        Err(NotChanged::OtherForm)
    );
    assert_eq!(
        with_maps("a = \n", &[edit(None, &[])]),
        Err(NotChanged::NotToml)
    );
}
