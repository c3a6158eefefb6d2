//! The returns: by which elements they are known, and what their modules are called.
//!
//! What the elements inside a module mean is for the datasets of the pack to say.

/// A return.
pub(super) struct Return {
    /// The elements that hold one child or worker.
    records: &'static [&'static str],
    /// The elements that only hold others together, and may stand empty.
    pub(super) wrappers: &'static [&'static str],
    /// Its modules; what lies in no module belongs to the first.
    pub(super) modules: &'static [Module],
}

/// A part of a return that is a list by itself.
pub(super) struct Module {
    /// The name of its list.
    pub(super) name: &'static str,
    /// The dataset that it is.
    pub(super) dataset: &'static str,
    /// The elements that hold one row of it each.
    pub(super) elements: &'static [&'static str],
    /// The elements that are one row of it each by their text alone.
    pub(super) values: &'static [&'static str],
    /// The elements that belong to it wherever they stand.
    pub(super) own: &'static [&'static str],
    /// The elements that its rows take from the modules around them.
    pub(super) carried: &'static [&'static str],
    /// The element of the first module that makes a row of it by saying yes.
    pub(super) shown_by: Option<&'static str>,
}

/// The return that a root and the first element in it, its header aside, belong to.
pub(super) fn told_by(root: &str, first: &str) -> Option<&'static Return> {
    match (root, first) {
        ("Message", "Children") => Some(&CIN),
        ("Message", "LALevelVacancies" | "CSWWWorker") => Some(&WORKFORCE),
        (_, "CHILD") => Some(&SSDA903),
        (_, _) => None,
    }
}

impl Return {
    pub(super) fn is_record(&self, element: &str) -> bool {
        self.records.contains(&element)
    }

    /// The module that an element is one row of.
    pub(super) fn of_element(&self, element: &str) -> Option<usize> {
        self.find(|module| module.elements, element)
    }

    /// The module that an element is one row of by its text.
    pub(super) fn of_value(&self, element: &str) -> Option<usize> {
        self.find(|module| module.values, element)
    }

    /// The module that an element belongs to wherever it stands.
    pub(super) fn owner(&self, element: &str) -> Option<usize> {
        self.find(|module| module.own, element)
    }

    fn find(
        &self,
        names: impl Fn(&Module) -> &'static [&'static str],
        element: &str,
    ) -> Option<usize> {
        let is_it = |name: &&str| name.eq_ignore_ascii_case(element);
        self.modules.iter().position(|m| names(m).iter().any(is_it))
    }
}

const PLAIN: Module = Module {
    name: "",
    dataset: "",
    elements: &[],
    values: &[],
    own: &[],
    carried: &[],
    shown_by: None,
};

static CIN: Return = Return {
    records: &["Child"],
    wrappers: &["Disabilities", "FactorsIdentifiedAtAssessment", "Reviews"],
    modules: &[
        Module {
            name: "ChildIdentifiers",
            dataset: "cin_census_identifiers",
            elements: &["ChildIdentifiers"],
            ..PLAIN
        },
        Module {
            name: "ChildCharacteristics",
            dataset: "cin_census_characteristics",
            elements: &["ChildCharacteristics"],
            carried: &["LAchildID"],
            ..PLAIN
        },
        Module {
            name: "Disabilities",
            dataset: "cin_census_disabilities",
            values: &["Disability"],
            carried: &["LAchildID"],
            ..PLAIN
        },
        Module {
            name: "CINdetails",
            dataset: "cin_census_details",
            elements: &["CINdetails"],
            carried: &["LAchildID"],
            ..PLAIN
        },
        Module {
            name: "Assessments",
            dataset: "cin_census_assessments",
            elements: &["Assessments"],
            carried: &["LAchildID", "CINreferralDate"],
            ..PLAIN
        },
        Module {
            name: "AssessmentFactors",
            dataset: "cin_census_factors",
            values: &["AssessmentFactors"],
            carried: &["LAchildID", "CINreferralDate", "AssessmentActualStartDate"],
            ..PLAIN
        },
        Module {
            name: "CINPlanDates",
            dataset: "cin_census_plans",
            elements: &["CINPlanDates"],
            carried: &["LAchildID", "CINreferralDate"],
            ..PLAIN
        },
        Module {
            name: "Section47",
            dataset: "cin_census_section_47",
            elements: &["Section47"],
            carried: &["LAchildID", "CINreferralDate"],
            ..PLAIN
        },
        Module {
            name: "ChildProtectionPlans",
            dataset: "cin_census_protection_plans",
            elements: &["ChildProtectionPlans"],
            carried: &["LAchildID", "CINreferralDate"],
            ..PLAIN
        },
        Module {
            name: "Reviews",
            dataset: "cin_census_reviews",
            values: &["CPPreviewDate"],
            carried: &["LAchildID", "CINreferralDate", "CPPstartDate"],
            ..PLAIN
        },
    ],
};

static WORKFORCE: Return = Return {
    records: &["CSWWWorker", "LALevelVacancies"],
    wrappers: &[],
    modules: &[
        Module {
            name: "CSWWWorker",
            dataset: "workforce_census",
            elements: &["CSWWWorker"],
            ..PLAIN
        },
        Module {
            name: "LALevelVacancies",
            dataset: "workforce_census_vacancies",
            elements: &["LALevelVacancies"],
            ..PLAIN
        },
    ],
};

/// The child's own items that the 903's other lists repeat.
const CHILD: &[&str] = &["CHILDID", "CHILD", "DOB"];

static SSDA903: Return = Return {
    records: &["CHILD"],
    wrappers: &[],
    modules: &[
        Module {
            name: "header",
            dataset: "ssda903_header",
            elements: &["HEADER"],
            ..PLAIN
        },
        Module {
            name: "episodes",
            dataset: "ssda903_episodes",
            elements: &["EPISODE"],
            carried: &["CHILDID", "CHILD"],
            ..PLAIN
        },
        Module {
            name: "reviews",
            dataset: "ssda903_reviews",
            elements: &["AREVIEW"],
            carried: CHILD,
            ..PLAIN
        },
        Module {
            name: "oc2",
            dataset: "ssda903_oc2",
            elements: &["OC2"],
            carried: CHILD,
            ..PLAIN
        },
        Module {
            name: "oc3",
            dataset: "ssda903_oc3",
            elements: &["OC3"],
            own: &["IN_TOUCH", "ACTIV", "ACCOM"],
            carried: CHILD,
            ..PLAIN
        },
        Module {
            name: "ad1",
            dataset: "ssda903_ad1",
            elements: &["AD1"],
            own: &[
                "DATE_INT",
                "DATE_MATCH",
                "FOSTER_CARE",
                "NB_ADOPTR",
                "SEX_ADOPTR",
                "LS_ADOPTR",
            ],
            carried: CHILD,
            ..PLAIN
        },
        Module {
            name: "missing",
            dataset: "ssda903_missing",
            elements: &["AMISSING"],
            own: &["MISSING", "MIS_START", "MIS_END"],
            carried: CHILD,
            ..PLAIN
        },
        Module {
            name: "uasc",
            dataset: "ssda903_uasc",
            own: &["DUC"],
            carried: &["CHILDID", "CHILD", "SEX", "DOB"],
            shown_by: Some("UASC"),
            ..PLAIN
        },
        Module {
            name: "previous_permanence",
            dataset: "ssda903_previous_permanence",
            elements: &["PERMANENCE"],
            own: &["PREV_PERM", "LA_PERM", "DATE_PERM"],
            carried: CHILD,
            ..PLAIN
        },
        Module {
            name: "placed_for_adoption",
            dataset: "ssda903_placed_for_adoption",
            elements: &["AD_PLACED"],
            own: &["DATE_PLACED", "DATE_PLACED_CEASED", "REASON_PLACED_CEASED"],
            carried: CHILD,
            ..PLAIN
        },
        Module {
            name: "sw_episodes",
            dataset: "ssda903_sw_episodes",
            elements: &["SW_EPISODE", "SWEPISODE", "SW_EPISODES"],
            own: &["SW_ID", "SW_DECOM", "SW_DEC", "SW_REASON"],
            carried: CHILD,
            ..PLAIN
        },
    ],
};
