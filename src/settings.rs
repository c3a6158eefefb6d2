//! Settings: `reinspect.toml`, what one authority says about its own runs.

mod edit;
mod faults;
mod fit;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use crate::assessment::Authority;
use crate::calendar::Day;
use crate::diagnostic::{Code, Diagnostic, Place, SourceText, did_you_mean, sort};
use crate::evidence::manifest::Mapping;
use crate::pack::Pack;
use crate::pack::raw::settings::{AuthorityTable, MapTable, SettingsFile};
use crate::pack::raw::values::Entries;
use crate::pack::raw::{Key, Spanned, read_file};
use crate::pack::validate::lists::{unknown_column, unknown_dataset};
use crate::pack::validate::tables;

pub use edit::{MapEdit, NotChanged, with_maps};
pub use fit::fit;

/// What `reinspect.toml` says; everything may be left out.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The day the run speaks for.
    pub as_at: Option<Day>,
    /// The planned inspection date.
    pub inspection: Option<Day>,
    /// The evidence folder, relative to the settings file.
    pub evidence: Option<String>,
    /// The folder of the pack, relative to the settings file.
    pub rules: Option<String>,
    /// The tailoring file, relative to the settings file.
    pub tailoring: Option<String>,
    /// The waivers file, relative to the settings file.
    pub waivers: Option<String>,
    /// Whose evidence it is.
    pub authority: Option<Authority>,
    /// Figures that ratios divide by, in millionths.
    pub figures: BTreeMap<String, i64>,
    /// The role that owns a criterion, by criterion.
    pub owners: BTreeMap<String, String>,
    /// Recognition by hand.
    pub maps: Vec<Mapping>,
    places: Places,
}

/// Where names stand that only a pack can tell to be right.
#[derive(Debug, Clone, Default)]
struct Places {
    code: Option<Place>,
    figures: Vec<(String, Place)>,
    owners: Vec<(String, Place)>,
    maps: Vec<MapPlaces>,
}

/// Where the parts of a mapping stand.
#[derive(Debug, Clone, Default)]
struct MapPlaces {
    columns: Vec<(String, Place)>,
    /// The heading of each column.
    headings: BTreeMap<String, Place>,
    header_row: Option<Place>,
}

/// Reads `reinspect.toml`.
pub fn parse(source: &SourceText) -> (Settings, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let file = read_file::<SettingsFile>(source, &mut found);
    let settings = file.content.map_or_else(Settings::default, |content| {
        read(&content, source, &mut found)
    });
    sort(&mut found);
    (settings, found)
}

/// Holds settings against the pack of the run, before tailoring.
pub fn check(settings: &Settings, pack: &Pack) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let ids: Vec<&str> = pack.criteria.iter().map(|c| c.id.as_str()).collect();
    found.extend(unpublished(settings, pack));
    for (criterion, place) in &settings.places.owners {
        if !ids.contains(&criterion.as_str()) {
            let help = did_you_mean(criterion, ids.iter().copied());
            found.push(unused("a criterion of the pack", criterion, place, help));
        }
    }
    let figures = figures(pack);
    for (figure, place) in &settings.places.figures {
        if !figures.contains(figure.as_str()) {
            let help = did_you_mean(figure, figures.iter().copied());
            found.push(unused("a figure that a ratio uses", figure, place, help));
        }
    }
    for (map, places) in settings.maps.iter().zip(&settings.places.maps) {
        mapping(map, &places.columns, pack, &mut found);
    }
    sort(&mut found);
    found
}

/// An English authority that no figures are published for, where the pack has any: a slip, or a code
/// from before a change of boundaries.
fn unpublished(settings: &Settings, pack: &Pack) -> Option<Diagnostic> {
    let code = settings.authority.as_ref()?.code.as_deref()?;
    let areas = &pack.benchmarks.areas;
    let known = areas.is_empty() || pack.benchmarks.authority(code).is_some();
    if known || !code.starts_with('E') {
        return None;
    }
    let message = "no published figures are held for this authority, so England's stand alone";
    let fault = Diagnostic::new(Code::UnusedSetting, message)
        .at(settings.places.code.clone()?)
        .found(format!("`{code}`"))
        .expected("the code of an authority in the rules' benchmarks/areas.csv")
        .help("look the authority's present code up there, or take the line out");
    Some(fault)
}

fn mapping(map: &Mapping, columns: &[(String, Place)], pack: &Pack, found: &mut Vec<Diagnostic>) {
    if map.dataset == "none" {
        return;
    }
    let Some(dataset) = pack.datasets.get(&map.dataset) else {
        let known = pack.datasets.keys().map(String::as_str);
        found.push(unknown_dataset(&map.dataset, known).at(map.place.clone()));
        return;
    };
    for (column, place) in columns {
        if dataset.column(column).is_none() {
            found.push(unknown_column(column, dataset).at(place.clone()));
        }
    }
}

fn unused(what: &str, name: &str, place: &Place, help: Option<String>) -> Diagnostic {
    Diagnostic::new(Code::UnusedSetting, format!("this is not {what}"))
        .at(place.clone())
        .found(format!("`{name}`"))
        .expected(format!("the name of {what}"))
        .help(help.unwrap_or_else(|| "correct the name or take the line out".to_owned()))
}

fn figures(pack: &Pack) -> BTreeSet<&str> {
    let used = pack.criteria.iter();
    used.filter_map(|c| c.measure.figure()).collect()
}

fn read(file: &SettingsFile, source: &SourceText, found: &mut Vec<Diagnostic>) -> Settings {
    faults::report(file, source, found);
    let maps: Vec<_> = tables(&file.map)
        .iter()
        .filter_map(|map| one_map(&map.value, source))
        .collect();
    let (maps, places) = maps.into_iter().unzip();
    Settings {
        as_at: file.as_at.copy().map(|date| date.0),
        inspection: file.inspection.copy().map(|date| date.0),
        evidence: file.evidence.copy(),
        rules: file.rules.copy(),
        tailoring: file.tailoring.copy(),
        waivers: file.waivers.copy(),
        authority: file.authority.value().and_then(one_authority),
        figures: entries(&file.figures, |number| number.0),
        owners: entries(&file.owners, Clone::clone),
        maps,
        places: Places {
            code: code(file, source),
            figures: names(&file.figures, source),
            owners: names(&file.owners, source),
            maps: places,
        },
    }
}

fn code(file: &SettingsFile, source: &SourceText) -> Option<Place> {
    let code = file.authority.value()?.code.get()?;
    Some(source.place(code.span.clone()))
}

fn one_authority(table: &AuthorityTable) -> Option<Authority> {
    Some(Authority {
        name: table.name.copy()?,
        code: table.code.copy(),
        previous_inspection: table.previous_inspection.copy().map(|date| date.0),
    })
}

fn one_map(table: &MapTable, source: &SourceText) -> Option<(Mapping, MapPlaces)> {
    let dataset = table.dataset.get()?;
    let mapping = Mapping {
        file: table.file.copy()?,
        sheet: table.sheet.copy(),
        dataset: dataset.value.clone(),
        header_row: table.header_row.copy().and_then(|r| u32::try_from(r).ok()),
        columns: entries(&table.columns, Clone::clone).into_iter().collect(),
        place: source.place(dataset.span.clone()),
    };
    let headings = table.columns.entries().iter();
    let place = |heading: &Spanned<String>| source.place(heading.span.clone());
    let places = MapPlaces {
        columns: names(&table.columns, source),
        headings: headings
            .map(|(column, h)| (column.value.clone(), place(h)))
            .collect(),
        header_row: table
            .header_row
            .get()
            .map(|row| source.place(row.span.clone())),
    };
    Some((mapping, places))
}

fn entries<T, V>(key: &Key<Entries<T>>, value: impl Fn(&T) -> V) -> BTreeMap<String, V> {
    key.entries()
        .iter()
        .map(|(name, entry)| (name.value.clone(), value(&entry.value)))
        .collect()
}

fn names<T>(key: &Key<Entries<T>>, source: &SourceText) -> Vec<(String, Place)> {
    key.entries()
        .iter()
        .map(|(name, _)| (name.value.clone(), source.place(name.span.clone())))
        .collect()
}
