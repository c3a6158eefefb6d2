//! The whole engine over files in memory: read, gather, assess, and what is better than what.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use reinspect::assess::{Plan, assess};
use reinspect::assessment::{Assessment, Fraction, Level, Scope};
use reinspect::calendar::Day;
use reinspect::diagnostic::{self, Diagnostic, SourceText};
use reinspect::evidence::Needs;
use reinspect::evidence::extract::{FileRead, Wanted};
use reinspect::evidence::gather::{Context, gather};
use reinspect::evidence::manifest::{self, Manifest};
use reinspect::evidence::read::{Request, read_file};
use reinspect::judge::{State, StateResult};
use reinspect::pack::{self, Dataset, Pack, Tailored, Waivers, tailoring, waiver};
use reinspect::sample;
use reinspect::settings::{self, Settings};

/// Files of an evidence folder, by path.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// The hand-written folders of `evidence/`.
const BY_HAND: [&str; 3] = ["documents", "inspection", "statements"];

/// The default pack as it stands, before tailoring.
pub(crate) static PACK: LazyLock<Pack> = LazyLock::new(|| load(&pack::embedded()));

/// The engine with the project's own settings, waivers and tailoring over the default pack.
pub(crate) static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new(PACK.clone()));

/// A pack, and all that a run needs besides evidence.
#[derive(Clone)]
pub(crate) struct Engine {
    pub(crate) pack: Pack,
    pub(crate) settings: Settings,
    tailored: Vec<Tailored>,
    waivers: Waivers,
    pub(crate) manifest: &'static Manifest,
    reading: &'static Reading,
    /// Kept, for making the headings of a pack ready takes longer than a small file.
    request: &'static Request<'static>,
}

/// What files are read for, which outlives every test.
struct Reading {
    datasets: BTreeMap<String, Dataset>,
    needs: Needs,
}

impl Engine {
    /// Lays the project's own tailoring over a pack.
    pub(crate) fn new(pack: Pack) -> Self {
        let entries = sound(tailoring::parse(&own_text("tailoring.toml")));
        let settings = sound(settings::parse(&own_text("reinspect.toml")));
        let (pack, tailored, _) = tailoring::apply(pack, &entries, settings.as_at.unwrap());
        let reading: &'static Reading = Box::leak(Box::new(Reading {
            datasets: pack.datasets.clone(),
            needs: reinspect::measure::needs(&pack.criteria, &pack.datasets),
        }));
        let manifest = sound(manifest::parse(&own_text("evidence/evidence.toml")));
        let manifest = Box::leak(Box::new(manifest));
        Self {
            settings,
            waivers: sound(waiver::parse(&own_text("waivers.toml"))),
            pack,
            tailored,
            manifest,
            reading,
            request: reading.request(manifest),
        }
    }

    /// The same with another manifest.
    pub(crate) fn with_manifest(&self, manifest: Manifest) -> Self {
        let manifest = Box::leak(Box::new(manifest));
        Self {
            manifest,
            request: self.reading.request(manifest),
            ..self.clone()
        }
    }

    /// Reads every file.
    pub(crate) fn read(&self, files: &Files) -> Vec<FileRead> {
        let files = files.iter();
        files
            .map(|(path, bytes)| read_file(path.as_str().into(), bytes, self.request))
            .collect()
    }

    /// Assesses files as they were read.
    pub(crate) fn assess(&self, reads: Vec<FileRead>) -> Assessment {
        self.assess_of(reads, Scope::default())
    }

    /// The same narrowed to some criteria or areas.
    pub(crate) fn assess_of(&self, reads: Vec<FileRead>, scope: Scope) -> Assessment {
        let as_at = self.settings.as_at.unwrap();
        let context = Context {
            datasets: &self.pack.datasets,
            manifest: self.manifest,
            mappings: &[],
            limits: &self.pack.limits,
            as_at,
        };
        let evidence = gather(reads, &context);
        let plan = Plan {
            authority: self.settings.authority.clone().unwrap(),
            as_at,
            inspection: self.settings.inspection,
            scope,
            figures: self.settings.figures.clone(),
            owners: self.settings.owners.clone(),
            tailored: self.tailored.clone(),
            waivers: self.waivers.clone(),
            diagnostics: Vec::new(),
            baseline: None,
        };
        assess(&self.pack, &evidence, &plan)
    }

    /// Reads and assesses.
    pub(crate) fn over(&self, files: &Files) -> Assessment {
        self.assess(self.read(files))
    }

    /// Takes some files away, and puts others in the place of those of their paths or beside them.
    pub(crate) fn instead(
        &self,
        before: &[FileRead],
        gone: &BTreeSet<&str>,
        files: &Files,
    ) -> Vec<FileRead> {
        let kept = before.iter().filter(|read| {
            let path = &*read.found.path;
            !gone.contains(path) && !files.contains_key(path)
        });
        let mut reads: Vec<FileRead> = kept.cloned().collect();
        reads.extend(self.read(files));
        reads
    }
}

impl Reading {
    fn request(&'static self, manifest: &'static Manifest) -> &'static Request<'static> {
        let wanted = Wanted::Needs(&self.needs);
        Box::leak(Box::new(Request::new(
            &self.datasets,
            wanted,
            &[],
            manifest,
        )))
    }
}

/// A pack from its texts.
pub(crate) fn load(texts: &[SourceText]) -> Pack {
    sound(pack::load(texts)).unwrap()
}

/// The project's own folder.
pub(crate) fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The day that the project's settings pin.
pub(crate) fn as_at() -> Day {
    ENGINE.settings.as_at.unwrap()
}

/// An invented authority: its lists, and the files of `evidence/` that are written by hand.
pub(crate) fn sample(seed: u64, children: u32) -> Files {
    let mut files: Files = sample::write(seed, children, as_at()).into_iter().collect();
    for folder in BY_HAND {
        for entry in fs::read_dir(project().join("evidence").join(folder)).unwrap() {
            let file = entry.unwrap().path();
            let name = file.file_name().unwrap().to_str().unwrap();
            files.insert(format!("{folder}/{name}"), fs::read(&file).unwrap());
        }
    }
    files
}

/// The project's own sample as it stands: `evidence/`, the settings and what they name.
pub(crate) fn committed() -> Files {
    let mut files = Files::new();
    for name in ["reinspect.toml", "tailoring.toml", "waivers.toml"] {
        files.insert(name.to_owned(), fs::read(project().join(name)).unwrap());
    }
    add_folder("evidence", &mut files);
    files
}

/// Adds every file below a folder of the project.
pub(crate) fn add_folder(path: &str, files: &mut Files) {
    for entry in fs::read_dir(project().join(path)).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{path}/{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            add_folder(&path, files);
        } else {
            files.insert(path, fs::read(entry.path()).unwrap());
        }
    }
}

/// The working folder of the command cases: a small pack, settings and evidence.
pub(crate) fn small() -> Files {
    let folder = "tests/fixtures/commands/small";
    let mut files = Files::new();
    add_folder(folder, &mut files);
    let inside = |path: &str| {
        path.strip_prefix(folder)
            .unwrap()
            .trim_start_matches('/')
            .to_owned()
    };
    files
        .into_iter()
        .map(|(path, bytes)| (inside(&path), bytes))
        .collect()
}

/// The one file whose path begins so.
pub(crate) fn path_of(files: &Files, beginning: &str) -> String {
    let mut paths = files.keys().filter(|path| path.starts_with(beginning));
    let path = paths.next().unwrap().clone();
    assert_eq!(paths.next(), None, "two files begin with {beginning}");
    path
}

/// Writes files to a new folder below the build's own folder for such things.
pub(crate) fn write_all(name: &str, files: &Files) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    for (path, bytes) in files {
        let full = folder.join(path);
        fs::create_dir_all(full.parent().unwrap()).unwrap();
        fs::write(full, bytes).unwrap();
    }
    folder
}

/// The rows of a list in CSV; the headings are the first.
pub(crate) fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new();
    let mut reader = reader.has_headers(false).flexible(true).from_reader(bytes);
    reader.deserialize().map(Result::unwrap).collect()
}

/// A list in CSV from its rows.
pub(crate) fn list(rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).unwrap();
    }
    writer.into_inner().unwrap()
}

/// Numbers that look random and come again with the same seed (`SplitMix64`).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    /// The next number below a bound.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % bound as u64).unwrap()
    }

    /// Puts things in another order.
    pub(crate) fn shuffle<T>(&mut self, things: &mut [T]) {
        for at in (1..things.len()).rev() {
            things.swap(at, self.below(at + 1));
        }
    }
}

/// What got better from one assessment to another, in words; empty when nothing did.
///
/// A criterion is better when it earns its areas more: *met* 1, *nearly* 1/2, *not met* and *not
/// known* nothing. Between the last two nothing is gained: neither is a pass at any gate. *Does not
/// apply* takes its weight out of its areas, which may raise them from anything but *met*. An area is
/// better when its level is higher in the order ready, nearly ready, the rest, or when it is assured
/// of more; nothing assured is never more than something.
pub(crate) fn better(before: &Assessment, after: &Assessment) -> Vec<String> {
    let mut found = Vec::new();
    assert_eq!(before.criteria.len(), after.criteria.len());
    for (old, new) in before.criteria.iter().zip(&after.criteria) {
        assert_eq!(old.id, new.id);
        let days = [
            ("today", Some(&old.today), Some(&new.today)),
            (
                "then",
                old.on_inspection.as_ref(),
                new.on_inspection.as_ref(),
            ),
        ];
        for (day, old_state, new_state) in days {
            if let (Some(a), Some(b)) = (old_state, new_state)
                && earns_more(a, b)
            {
                found.push(format!("{} {day}: {a:?} became {b:?}", new.id));
            }
        }
    }
    found.extend(raised(before, after));
    found
}

/// Areas that got a higher level, or are assured of more, in words.
pub(crate) fn raised(before: &Assessment, after: &Assessment) -> Vec<String> {
    let mut found = Vec::new();
    assert_eq!(before.areas.len(), after.areas.len());
    for (old, new) in before.areas.iter().zip(&after.areas) {
        assert_eq!(old.id, new.id);
        let days = [
            ("today", Some(&old.today), Some(&new.today)),
            (
                "then",
                old.on_inspection.as_ref(),
                new.on_inspection.as_ref(),
            ),
        ];
        for (day, old, new_state) in days {
            let (Some(a), Some(b)) = (old, new_state) else {
                continue;
            };
            if height(b.level) > height(a.level) {
                found.push(format!(
                    "{} {day}: {:?} became {:?}",
                    new.id, a.level, b.level
                ));
            }
            if is_more(a.assured, b.assured) {
                let (a, b) = (a.assured, b.assured);
                found.push(format!("{} {day}: assured {a:?} became {b:?}", new.id));
            }
        }
    }
    found
}

fn earns_more(before: &StateResult, after: &StateResult) -> bool {
    match (before.state, after.state) {
        (State::NotApplicable, State::NotApplicable) => false,
        (State::NotApplicable, after) => after.half_credits() > 0,
        (before, State::NotApplicable) => before.half_credits() < 2,
        (before, after) => after.half_credits() > before.half_credits(),
    }
}

fn height(level: Level) -> u8 {
    match level {
        Level::Ready => 2,
        Level::NearlyReady => 1,
        Level::NotReady | Level::CannotSay => 0,
    }
}

/// Whether a fraction is more than another, exactly.
fn is_more(before: Option<Fraction>, after: Option<Fraction>) -> bool {
    match (before, after) {
        (_, None) => false,
        (None, Some(after)) => after.numerator > 0,
        (Some(a), Some(b)) => b.numerator * a.denominator > a.numerator * b.denominator,
    }
}

fn own_text(file: &str) -> SourceText {
    SourceText::new(file, fs::read_to_string(project().join(file)).unwrap())
}

/// What was read, when nothing in it is wrong.
fn sound<T>((result, found): (T, Vec<Diagnostic>)) -> T {
    assert!(!diagnostic::any_error(&found), "{found:#?}");
    result
}

/// Whether a path is that of a comma-separated list.
pub(crate) fn is_list(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|e| e == "csv")
}
