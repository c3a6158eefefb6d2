//! What fuzzing starts from, and what it has found, as ordinary tests.

use std::fs;
use std::path::Path;

#[path = "../../../fuzz/targets.rs"]
mod targets;

#[test]
fn every_file_of_the_corpus_is_read_or_refused() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    for target in targets::TARGETS {
        let files = fs::read_dir(corpus.join(target)).unwrap();
        let mut files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
        files.sort();
        assert!(
            files.len() >= 4,
            "{target} starts from {} files",
            files.len()
        );
        for file in files {
            // What a fault prints names the file that shows it.
            eprintln!("{}", file.display());
            targets::run(target, &fs::read(&file).unwrap());
        }
    }
}
