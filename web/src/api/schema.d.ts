// What the API takes and answers, printed by `npm run types` from `gantline openapi`: not edited by
// hand. types.ts gives these their names.
export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    readonly problem: {
      readonly type: string;
      readonly title: string;
      readonly status: number;
      readonly detail: string;
      readonly instance: string;
      readonly errors?: readonly {
        readonly operation?: number;
        readonly field: string | null;
        readonly message: string;
      }[];
      readonly operation?: number;
      readonly current?: Record<string, unknown>;
    };
    readonly column_all: {
      readonly all: string | number | boolean | null;
    };
    readonly columns: {
      readonly count: number;
      readonly columns: {
        readonly [key: string]: components["schemas"]["column"];
      };
    };
    readonly plan: {
      readonly project: components["schemas"]["project"];
      readonly seq: number;
      readonly items?: components["schemas"]["columns"];
      readonly links?: components["schemas"]["columns"];
      readonly resources?: components["schemas"]["columns"];
      readonly assignments?: components["schemas"]["columns"];
      readonly calendars?: components["schemas"]["columns"];
      readonly work_weeks?: components["schemas"]["columns"];
      readonly calendar_exceptions?: components["schemas"]["columns"];
      readonly baselines?: components["schemas"]["columns"];
      readonly baseline_items?: components["schemas"]["columns"];
      readonly custom_fields?: components["schemas"]["columns"];
      readonly resource_rates?: components["schemas"]["columns"];
      readonly resource_availabilities?: components["schemas"]["columns"];
      readonly assignment_pieces?: components["schemas"]["columns"];
      readonly baseline_assignments?: components["schemas"]["columns"];
      readonly comments?: components["schemas"]["columns"];
      readonly custom_values?: components["schemas"]["columns"];
    };
    readonly operation_input: {
      /** @enum {string} */
      readonly op: "create" | "update" | "delete";
      readonly entity: string;
      readonly temp?: number | null;
      readonly id?: number | null;
      readonly rev?: number | null;
      readonly set?: Record<string, unknown>;
    };
    readonly operations: {
      readonly operations: readonly components["schemas"]["operation_input"][];
      readonly note?: string | null;
      readonly client?: string | null;
      readonly dry_run?: boolean;
    };
    readonly moved: {
      readonly count: number;
      readonly finish_before: number | null;
      readonly finish_after: number | null;
      readonly items: readonly {
        readonly id: number;
        readonly start_before: number | null;
        readonly start_after: number | null;
        readonly finish_before: number | null;
        readonly finish_after: number | null;
      }[];
    };
    readonly change: {
      readonly project: number | null;
      readonly seq: number;
      readonly before_seq: number;
      readonly user: number | null;
      readonly client: string | null;
      readonly note: string | null;
      readonly undoes: number;
      readonly dry_run: boolean;
      readonly created: {
        readonly [key: string]: number;
      };
      readonly changed: {
        readonly [key: string]: components["schemas"]["columns"];
      };
      readonly calculated: components["schemas"]["calculated"];
      readonly deleted: {
        readonly [key: string]: readonly number[];
      };
      readonly order: null | components["schemas"]["splice"];
      readonly moved: components["schemas"]["moved"];
      readonly can_undo: boolean;
      readonly can_redo: boolean;
    };
    readonly undo: {
      readonly client?: string | null;
      readonly batch?: number | null;
      readonly force?: boolean;
    };
    readonly journal: {
      readonly batches: readonly {
        readonly seq: number;
        readonly user: number | null;
        /** Format: date-time */
        readonly at: string;
        readonly note: string | null;
        readonly undoes: number;
        readonly moved: number;
        /** Format: date-time */
        readonly finish_before: string | null;
        /** Format: date-time */
        readonly finish_after: string | null;
        readonly operations: readonly {
          /** @enum {string} */
          readonly op: "create" | "update" | "delete";
          readonly entity: string;
          readonly record: number;
          readonly title: string | null;
          readonly before: Record<string, unknown>;
          readonly after: Record<string, unknown>;
        }[];
      }[];
      readonly next: number | null;
    };
    readonly history: {
      readonly entries: readonly {
        readonly seq: number;
        /** Format: date-time */
        readonly at: string;
        readonly user: number | null;
        readonly field: string;
        readonly before: string | number | boolean | null;
        readonly after: string | number | boolean | null;
        readonly because: string | null;
      }[];
      readonly next: number | null;
    };
    readonly why: {
      readonly moved_s: number | null;
      readonly chain: readonly {
        readonly item: number;
        readonly title: string | null;
        /** Format: date-time */
        readonly start: string | null;
        /** Format: date-time */
        readonly finish: string | null;
        readonly driver_kind: string;
        readonly link: null | components["schemas"]["link"];
        readonly text: string | null;
        readonly is_new: boolean;
        readonly waits_s: number | null;
        readonly longer_s: number | null;
      }[];
    };
    readonly earned_value: {
      readonly baseline: {
        readonly number: number;
        readonly title: string | null;
        /** Format: date-time */
        readonly taken_at: string | null;
        /** Format: date-time */
        readonly start: string | null;
        /** Format: date-time */
        readonly finish: string | null;
      };
      /** Format: date-time */
      readonly at: string;
      /** @enum {string} */
      readonly measured_in: "cost" | "work";
      readonly currency: string | null;
      readonly currency_digits: number;
      readonly budget: number;
      readonly planned: number;
      readonly earned: number;
      readonly actual: number;
      readonly cost_variance: number;
      readonly schedule_variance: number;
      readonly cpi: number | null;
      readonly spi: number | null;
      readonly done: number | null;
      readonly to_complete: number | null;
      readonly variance_at_completion: number | null;
      readonly tcpi_budget: number | null;
      readonly tcpi_forecast: number | null;
      readonly is_out_of_reach: boolean;
      readonly is_uncertain: boolean;
      readonly earned_schedule: {
        readonly planned_duration_s: number;
        readonly actual_time_s: number;
        readonly earned_s: number;
        /** Format: date-time */
        readonly earned_at: string | null;
        readonly variance_s: number;
        readonly spi_t: number | null;
        readonly tspi: number | null;
        readonly adherence: number | null;
      };
      readonly cost_at_completion: {
        readonly [key: string]: number | null;
      };
      readonly finish_forecast: {
        readonly [key: string]: string | null;
      };
      readonly line: {
        readonly at: readonly number[];
        readonly planned: readonly number[];
        readonly earned: readonly (number | null)[];
        readonly actual: readonly (number | null)[];
      };
      readonly items: {
        readonly id: readonly number[];
        readonly budget: readonly number[];
        readonly planned: readonly number[];
        readonly earned: readonly number[];
        readonly actual: readonly number[];
      };
    };
    readonly slip: {
      /** Format: date-time */
      readonly before: string | null;
      /** Format: date-time */
      readonly after: string | null;
      readonly moved_s: number;
      readonly unexplained_s: number;
      readonly causes: readonly {
        /** @enum {string} */
        readonly cause:
          | "duration"
          | "logic"
          | "dates"
          | "progress"
          | "calendar"
          | "resource"
          | "levelling"
          | "scope"
          | "options"
          | "outside"
          | "mixed";
        readonly moved_s: number;
        readonly steps: number;
      }[];
      readonly steps: readonly {
        readonly seq: number;
        /** Format: date-time */
        readonly at: string;
        readonly user: number | null;
        readonly note: string | null;
        readonly cause: string;
        readonly operations: number;
        /** Format: date-time */
        readonly before: string | null;
        /** Format: date-time */
        readonly after: string | null;
        readonly moved_s: number;
      }[];
    };
    readonly imported: {
      readonly project: number;
      readonly report: {
        readonly kept: {
          readonly [key: string]: number;
        };
        readonly dropped: readonly {
          readonly what: string;
          readonly count: number;
          readonly why: string;
        }[];
        readonly warnings: readonly {
          readonly line: number | null;
          readonly message: string;
        }[];
        readonly differences: {
          readonly items: number;
          readonly start: number;
          readonly finish: number;
        };
      };
    };
    readonly exported: {
      readonly dropped: readonly {
        readonly what: string;
        readonly count: number;
        readonly why: string;
      }[];
    };
    readonly example: {
      readonly name: string;
    };
    readonly me: {
      readonly user: {
        readonly id: number;
        readonly name: string;
        readonly email: string | null;
      };
      readonly version: string;
    };
    readonly users: {
      readonly users: readonly {
        readonly id: number;
        readonly name: string;
      }[];
    };
    readonly openapi: Record<string, unknown>;
    readonly calculated: {
      readonly count: number;
      readonly columns: {
        readonly [key: string]: components["schemas"]["calculated_column"];
      };
    };
    readonly splice: {
      readonly at: number;
      readonly removed: number;
      readonly ids: readonly number[];
    };
    readonly column_patch: {
      readonly like?: string;
      readonly rows: readonly number[];
      readonly values: readonly (string | number | boolean | null)[];
    };
    readonly differences: {
      readonly project: number;
      readonly seq: number;
      readonly source: string | null;
      /** Format: date-time */
      readonly imported_at: string | null;
      readonly summary: {
        readonly items: number;
        readonly differing: number;
        readonly differences: number;
        readonly roots: number;
        readonly reasons: {
          readonly [key: string]: number;
        };
      };
      readonly items: readonly {
        readonly id: number;
        readonly title: string | null;
        readonly wbs: string | null;
        /** Format: date-time */
        readonly start: string | null;
        /** Format: date-time */
        readonly finish: string | null;
        /** Format: date-time */
        readonly stored_start: string | null;
        /** Format: date-time */
        readonly stored_finish: string | null;
      }[];
      readonly differences: readonly {
        readonly item: number;
        readonly field: string;
        readonly calculated: string | number | boolean | null;
        readonly stored: string | number | boolean | null;
        readonly reason: string;
        readonly cause: number | null;
        readonly root: number | null;
        readonly link: number | null;
        readonly by_s: number;
        readonly facts: readonly {
          readonly item: number | null;
          readonly field: string;
          readonly value: string | number | boolean | null;
        }[];
      }[];
    };
    readonly lint: {
      readonly seq: number;
      readonly bad: number;
      readonly rules: readonly {
        readonly rule: string;
        readonly source: string;
        /** @enum {string} */
        readonly state: "ok" | "bad" | "unknown";
        readonly why: string | null;
        readonly count: number;
        readonly of: number;
        readonly value: number | null;
        readonly limit: number;
        /** @enum {string} */
        readonly measure: "share" | "index" | "count";
        readonly items: readonly {
          readonly item: number | null;
          readonly link: number | null;
          readonly fix: {
            /** @enum {string} */
            readonly op: "create" | "update";
            readonly entity: string;
            readonly id: number | null;
            readonly set: Record<string, unknown>;
          } | null;
        }[];
      }[];
    };
    readonly levelling: {
      readonly job: number;
      /** @enum {string} */
      readonly state: "waiting" | "running" | "done" | "failed" | "cancelled";
      readonly why: string | null;
      /** @enum {string} */
      readonly goal: "finish" | "dates" | "change" | "smooth";
      readonly is_stale: boolean;
      readonly seconds: number;
      readonly was_stopped: boolean;
      readonly schedules: number;
      readonly finish_before: number | null;
      readonly finish: number | null;
      readonly tried: number | null;
      readonly bound: number | null;
      readonly gap: number | null;
      readonly lateness_s: number;
      readonly shift_s: number;
      readonly movable?: number;
      readonly moved?: {
        readonly item: readonly number[];
        readonly start_before: readonly (number | null)[];
        readonly finish_before: readonly (number | null)[];
        readonly start: readonly (number | null)[];
        readonly finish: readonly (number | null)[];
        readonly delay_s: readonly number[];
        readonly waited_for: readonly (number | null)[];
        readonly behind: readonly (number | null)[];
        readonly follows: readonly (number | null)[];
        readonly is_split: readonly boolean[];
      };
      readonly reassigned?: readonly {
        readonly assignment: number;
        readonly item: number;
        readonly from: number;
        readonly to: number;
      }[];
      readonly overloads_before?: readonly components["schemas"]["level_overload"][];
      readonly overloads_after?: readonly components["schemas"]["level_overload"][];
      readonly operations?: readonly components["schemas"]["operation_input"][];
      readonly chart?: {
        readonly from: number;
        readonly step_s: number;
        readonly steps: number;
        readonly series: readonly {
          readonly resource: number;
          readonly before: readonly number[];
          readonly after: readonly number[];
          readonly have: readonly number[];
        }[];
      };
    };
    readonly levelling_input: {
      /** @enum {string} */
      readonly goal?: "finish" | "dates" | "change" | "smooth";
      readonly seconds?: number | null;
      readonly schedules?: number | null;
      readonly seed?: number | null;
      readonly items?: readonly number[];
      readonly split?: boolean;
      readonly reassign?: boolean;
    };
    readonly levelling_accept: {
      readonly client?: string | null;
      readonly note?: string | null;
      readonly dry_run?: boolean;
    };
    readonly level_overload: {
      readonly resource: number;
      readonly from: number;
      readonly to: number;
      readonly need: number;
      readonly have: number;
    };
    readonly simulation: {
      readonly project: number;
      /** @enum {string} */
      readonly state: "running" | "ready" | "failed";
      readonly progress: number;
      readonly failure: string | null;
      readonly trials: number;
      readonly seed: number;
      readonly correlation: number;
      readonly result: null | components["schemas"]["simulated"];
    };
    readonly simulation_wish: {
      readonly trials?: number;
      readonly seed?: number;
      readonly correlation?: number;
    };
    readonly simulated: {
      readonly seq: number;
      readonly trials: number;
      readonly seed: number;
      readonly correlation: number;
      readonly estimated: number;
      readonly varied: number;
      readonly sampled: number;
      readonly item_error_s: number;
      readonly start: number;
      readonly finish: {
        readonly planned: number;
        readonly chance_planned: number;
        readonly target: number | null;
        readonly chance_target: number | null;
        readonly p10: number;
        readonly p50: number;
        readonly p80: number;
        readonly p90: number;
        readonly p95: number;
        readonly mean: number;
        readonly sd_s: number;
        readonly contingency_s: number;
      };
      readonly cost: {
        readonly planned: number;
        readonly p10: number;
        readonly p50: number;
        readonly p80: number;
        readonly p90: number;
        readonly p95: number;
        readonly mean: number;
        readonly sd: number;
        readonly contingency: number;
      };
      readonly histogram: {
        readonly from: number;
        readonly width_s: number;
        readonly counts: readonly number[];
      };
      readonly curve: {
        readonly share: readonly number[];
        readonly at: readonly number[];
      };
      readonly cloud: {
        readonly finish: readonly number[];
        readonly cost: readonly number[];
      };
      readonly items: {
        readonly id: readonly number[];
        readonly p10: readonly (number | null)[];
        readonly p50: readonly (number | null)[];
        readonly p80: readonly (number | null)[];
        readonly p90: readonly (number | null)[];
        readonly start_p50: readonly (number | null)[];
        readonly start_p80: readonly (number | null)[];
        readonly criticality: readonly (number | null)[];
        readonly cruciality: readonly (number | null)[];
        readonly ssi: readonly (number | null)[];
      };
      readonly deadlines: readonly {
        readonly item: number;
        readonly at: number;
        readonly chance: number;
      }[];
      readonly tornado: readonly {
        readonly item: number | null;
        readonly risk: number | null;
        readonly decision: string | null;
        readonly low_s: number;
        readonly high_s: number;
      }[];
      readonly ignored: readonly {
        readonly item: number;
        /** @enum {string} */
        readonly why: "summary" | "finished" | "not_work" | "no_duration";
      }[];
    };
    readonly column:
      readonly (string | number | boolean | null)[] | components["schemas"]["column_all"];
    /** @description Values of the rows, or a patch: the values are those that the rows have in the column named by like, which stands before it, or without like those they had before the change; then row rows[i] of this table, counted from 0, gets values[i]. A column that is not there did not change. */
    readonly calculated_column:
      components["schemas"]["column"] | components["schemas"]["column_patch"];
    /** @description A project: its frame of time, money and defaults. */
    readonly project: {
      /** @description Stable number of the record. */
      readonly id: number | null;
      /** @description Project that it belongs to. */
      readonly project: number | null;
      /** @description 1 at first, one more with every change. */
      readonly rev: number;
      /**
       * Format: date-time
       * @description When it was made.
       */
      readonly created_at: string | null;
      /**
       * Format: date-time
       * @description When it was changed last.
       */
      readonly updated_at: string | null;
      /** @description Short name that people speak, such as ERP. */
      readonly code: string | null;
      /** @description Name of the project. */
      readonly title: string;
      /** @description Description in Markdown. */
      readonly body: string | null;
      /**
       * @description How the work is organised.
       * @enum {string}
       */
      readonly method: "waterfall" | "scrum" | "kanban" | "hybrid";
      /**
       * @description Phase of the project's life.
       * @default planning
       * @enum {string}
       */
      readonly phase: "initiation" | "planning" | "execution" | "closure";
      /**
       * @description 0 to 1000; 500 is usual.
       * @default 500
       */
      readonly priority: number;
      /**
       * Format: date-time
       * @description Nothing without a constraint starts before it.
       */
      readonly start: string;
      /**
       * Format: date-time
       * @description Given finish; only when the project is scheduled from its finish.
       */
      readonly finish: string | null;
      /**
       * @description Which end of the project is given.
       * @enum {string}
       */
      readonly schedule_from: "start" | "finish";
      /**
       * Format: date-time
       * @description Promised finish; compared with, moves nothing.
       */
      readonly target_finish: string | null;
      /**
       * Format: date-time
       * @description Progress is known up to this moment.
       */
      readonly data_date: string | null;
      /** @description Calendar of the project; absent: Monday to Friday, 08:00-12:00 and 13:00-17:00. */
      readonly calendar: number | null;
      /**
       * @description IANA time zone in which working times are read.
       * @default UTC
       */
      readonly zone: string;
      /**
       * @description ISO 4217 code.
       * @default EUR
       */
      readonly currency: string | null;
      /** @description Sign printed with amounts. */
      readonly currency_symbol: string | null;
      /**
       * @description Decimal digits of an amount; minor units are 10 to the power of it.
       * @default 2
       */
      readonly currency_digits: number;
      /**
       * @description Working minutes that one day of duration means.
       * @default 480
       */
      readonly minutes_per_day: number;
      /**
       * @description Working minutes that one week of duration means.
       * @default 2400
       */
      readonly minutes_per_week: number;
      /**
       * @description Days that one month of duration means.
       * @default 20
       */
      readonly days_per_month: number;
      /**
       * @description Time of day, in seconds, of a start that is given as a date only.
       * @default 28800
       */
      readonly default_start_s: number;
      /**
       * @description Time of day, in seconds, of a finish that is given as a date only.
       * @default 61200
       */
      readonly default_finish_s: number;
      /** @description An item is critical when its total slack is at most so many days. */
      readonly critical_slack_limit_days: number;
      /**
       * @description Constraint dates win over links.
       * @default true
       */
      readonly honor_constraints: boolean;
      /**
       * @description The rest of a started item waits for its links.
       * @default true
       */
      readonly split_in_progress: boolean;
      /** @description Items without successor are late at their own finish, not at the project's. */
      readonly multiple_critical_paths: boolean;
      /**
       * @description First day of the week on screen: 0 Sunday to 6 Saturday.
       * @default 1
       */
      readonly week_start: number;
      /** @description New items are scheduled by hand. */
      readonly new_items_manual: boolean;
      /**
       * @description Whose rules place the items: those of Microsoft Project or of Primavera P6.
       * @enum {string}
       */
      readonly profile: "msp" | "p6";
      /**
       * @description Calendar that lags run on in the P6 profile.
       * @enum {string}
       */
      readonly lag_calendar: "predecessor" | "successor" | "project" | "all_day";
      /**
       * @description What the rest of work that began out of sequence waits for in the P6 profile.
       * @enum {string}
       */
      readonly progress_mode: "retained_logic" | "progress_override" | "actual_dates";
      /**
       * @description Which end total slack is measured at in the P6 profile.
       * @enum {string}
       */
      readonly float_type: "finish" | "start" | "least";
      /**
       * @description What makes an item critical in the P6 profile.
       * @enum {string}
       */
      readonly critical_by: "float" | "longest_path";
      /**
       * Format: date-time
       * @description Late dates begin here in the P6 profile; absent: at the last early finish.
       */
      readonly must_finish_by: string | null;
      /** @description Work that has an expected finish lasts until then in the P6 profile. */
      readonly use_expected_finish: boolean;
      /** @description External dates, given by links to absent plans, do not count in the P6 profile. */
      readonly ignore_external: boolean;
      /** @description In the P6 profile the lag of a start-to-start link counts from the actual start of what has begun, not from the early start of its rest. */
      readonly start_lag_from_actual: boolean;
      /** @description Of several projects in one plan late dates begin at the last finish of all in the P6 profile, not at that of each. */
      readonly float_to_last_finish: boolean;
      /** @description Who wrote the plan. */
      readonly author: string | null;
      /** @description Organisation that the project belongs to. */
      readonly company: string | null;
      /** @description Who answers for the project. */
      readonly manager: string | null;
      /** @description Kind of project, free text. */
      readonly category: string | null;
      /** @description Words to find the project by. */
      readonly keywords: string | null;
      /** @description File that the plan was imported from. */
      readonly source_name: string | null;
      /**
       * Format: date-time
       * @description When the project was put aside; absent: in use.
       */
      readonly archived_at: string | null;
      /** @description How many items its plan has; absent: the plan is not in memory. */
      readonly item_count: number | null;
      /** @description Share of the plan that is done, weighted by duration; absent as item_count is. */
      readonly percent_complete: number | null;
    };
    readonly project_input: {
      /** @description Short name that people speak, such as ERP. */
      readonly code?: string | null;
      /** @description Name of the project. */
      readonly title?: string;
      /** @description Description in Markdown. */
      readonly body?: string | null;
      /**
       * @description How the work is organised.
       * @enum {string}
       */
      readonly method?: "waterfall" | "scrum" | "kanban" | "hybrid";
      /**
       * @description Phase of the project's life.
       * @default planning
       * @enum {string}
       */
      readonly phase: "initiation" | "planning" | "execution" | "closure";
      /**
       * @description 0 to 1000; 500 is usual.
       * @default 500
       */
      readonly priority: number;
      /**
       * Format: date-time
       * @description Nothing without a constraint starts before it.
       */
      readonly start?: string;
      /**
       * Format: date-time
       * @description Given finish; only when the project is scheduled from its finish.
       */
      readonly finish?: string | null;
      /**
       * @description Which end of the project is given.
       * @enum {string}
       */
      readonly schedule_from?: "start" | "finish";
      /**
       * Format: date-time
       * @description Promised finish; compared with, moves nothing.
       */
      readonly target_finish?: string | null;
      /**
       * Format: date-time
       * @description Progress is known up to this moment.
       */
      readonly data_date?: string | null;
      /** @description Calendar of the project; absent: Monday to Friday, 08:00-12:00 and 13:00-17:00. */
      readonly calendar?: number | null;
      /**
       * @description IANA time zone in which working times are read.
       * @default UTC
       */
      readonly zone: string;
      /**
       * @description ISO 4217 code.
       * @default EUR
       */
      readonly currency: string | null;
      /** @description Sign printed with amounts. */
      readonly currency_symbol?: string | null;
      /**
       * @description Decimal digits of an amount; minor units are 10 to the power of it.
       * @default 2
       */
      readonly currency_digits: number;
      /**
       * @description Working minutes that one day of duration means.
       * @default 480
       */
      readonly minutes_per_day: number;
      /**
       * @description Working minutes that one week of duration means.
       * @default 2400
       */
      readonly minutes_per_week: number;
      /**
       * @description Days that one month of duration means.
       * @default 20
       */
      readonly days_per_month: number;
      /**
       * @description Time of day, in seconds, of a start that is given as a date only.
       * @default 28800
       */
      readonly default_start_s: number;
      /**
       * @description Time of day, in seconds, of a finish that is given as a date only.
       * @default 61200
       */
      readonly default_finish_s: number;
      /** @description An item is critical when its total slack is at most so many days. */
      readonly critical_slack_limit_days?: number;
      /**
       * @description Constraint dates win over links.
       * @default true
       */
      readonly honor_constraints: boolean;
      /**
       * @description The rest of a started item waits for its links.
       * @default true
       */
      readonly split_in_progress: boolean;
      /** @description Items without successor are late at their own finish, not at the project's. */
      readonly multiple_critical_paths?: boolean;
      /**
       * @description First day of the week on screen: 0 Sunday to 6 Saturday.
       * @default 1
       */
      readonly week_start: number;
      /** @description New items are scheduled by hand. */
      readonly new_items_manual?: boolean;
      /**
       * @description Whose rules place the items: those of Microsoft Project or of Primavera P6.
       * @enum {string}
       */
      readonly profile?: "msp" | "p6";
      /**
       * @description Calendar that lags run on in the P6 profile.
       * @enum {string}
       */
      readonly lag_calendar?: "predecessor" | "successor" | "project" | "all_day";
      /**
       * @description What the rest of work that began out of sequence waits for in the P6 profile.
       * @enum {string}
       */
      readonly progress_mode?: "retained_logic" | "progress_override" | "actual_dates";
      /**
       * @description Which end total slack is measured at in the P6 profile.
       * @enum {string}
       */
      readonly float_type?: "finish" | "start" | "least";
      /**
       * @description What makes an item critical in the P6 profile.
       * @enum {string}
       */
      readonly critical_by?: "float" | "longest_path";
      /**
       * Format: date-time
       * @description Late dates begin here in the P6 profile; absent: at the last early finish.
       */
      readonly must_finish_by?: string | null;
      /** @description Work that has an expected finish lasts until then in the P6 profile. */
      readonly use_expected_finish?: boolean;
      /** @description External dates, given by links to absent plans, do not count in the P6 profile. */
      readonly ignore_external?: boolean;
      /** @description In the P6 profile the lag of a start-to-start link counts from the actual start of what has begun, not from the early start of its rest. */
      readonly start_lag_from_actual?: boolean;
      /** @description Of several projects in one plan late dates begin at the last finish of all in the P6 profile, not at that of each. */
      readonly float_to_last_finish?: boolean;
      /** @description Who wrote the plan. */
      readonly author?: string | null;
      /** @description Organisation that the project belongs to. */
      readonly company?: string | null;
      /** @description Who answers for the project. */
      readonly manager?: string | null;
      /** @description Kind of project, free text. */
      readonly category?: string | null;
      /** @description Words to find the project by. */
      readonly keywords?: string | null;
      /** @description File that the plan was imported from. */
      readonly source_name?: string | null;
      /**
       * Format: date-time
       * @description When the project was put aside; absent: in use.
       */
      readonly archived_at?: string | null;
    };
    /** @description A calendar: the working times of a week. */
    readonly calendar: {
      /** @description Stable number of the record. */
      readonly id: number | null;
      /** @description Project that it belongs to. */
      readonly project: number | null;
      /** @description 1 at first, one more with every change. */
      readonly rev: number;
      /**
       * Format: date-time
       * @description When it was made.
       */
      readonly created_at: string | null;
      /**
       * Format: date-time
       * @description When it was changed last.
       */
      readonly updated_at: string | null;
      /** @description Name of the calendar. */
      readonly title: string;
      /** @description Calendar that answers where this one says nothing. */
      readonly base: number | null;
      /** @description IANA time zone of the shifts; absent: the project's. */
      readonly zone: string | null;
      /**
       * @description Offered for projects and items; otherwise made for one resource.
       * @default true
       */
      readonly is_base: boolean;
      /** @description Shifts as 08:00-12:00 13:00-17:00; empty: not working; absent: as the base. */
      readonly monday: string | null;
      /** @description Shifts as 08:00-12:00 13:00-17:00; empty: not working; absent: as the base. */
      readonly tuesday: string | null;
      /** @description Shifts as 08:00-12:00 13:00-17:00; empty: not working; absent: as the base. */
      readonly wednesday: string | null;
      /** @description Shifts as 08:00-12:00 13:00-17:00; empty: not working; absent: as the base. */
      readonly thursday: string | null;
      /** @description Shifts as 08:00-12:00 13:00-17:00; empty: not working; absent: as the base. */
      readonly friday: string | null;
      /** @description Shifts as 08:00-12:00 13:00-17:00; empty: not working; absent: as the base. */
      readonly saturday: string | null;
      /** @description Shifts as 08:00-12:00 13:00-17:00; empty: not working; absent: as the base. */
      readonly sunday: string | null;
      /** @description Number in the file it was imported from. */
      readonly source_uid: number | null;
    };
    readonly calendar_input: {
      /** @description Name of the calendar. */
      readonly title?: string;
      /** @description Calendar that answers where this one says nothing. */
      readonly base?: number | null;
      /** @description IANA time zone of the shifts; absent: the project's. */
      readonly zone?: string | null;
      /**
       * @description Offered for projects and items; otherwise made for one resource.
       * @default true
       */
      readonly is_base: boolean;
      /** @description Shifts as 08:00-12:00 13:00-17:00; empty: not working; absent: as the base. */
      readonly monday?: string | null;
      /** @description Shifts as 08:00-12:00 13:00-17:00; empty: not working; absent: as the base. */
      readonly tuesday?: string | null;
      /** @description Shifts as 08:00-12:00 13:00-17:00; empty: not working; absent: as the base. */
      readonly wednesday?: string | null;
      /** @description Shifts as 08:00-12:00 13:00-17:00; empty: not working; absent: as the base. */
      readonly thursday?: string | null;
      /** @description Shifts as 08:00-12:00 13:00-17:00; empty: not working; absent: as the base. */
      readonly friday?: string | null;
      /** @description Shifts as 08:00-12:00 13:00-17:00; empty: not working; absent: as the base. */
      readonly saturday?: string | null;
      /** @description Shifts as 08:00-12:00 13:00-17:00; empty: not working; absent: as the base. */
      readonly sunday?: string | null;
      /** @description Number in the file it was imported from. */
      readonly source_uid?: number | null;
    };
    /** @description Another weekly pattern of a calendar for a span of days. */
    readonly work_week: {
      /** @description Stable number of the record. */
      readonly id: number | null;
      /** @description Project that it belongs to. */
      readonly project: number | null;
      /** @description 1 at first, one more with every change. */
      readonly rev: number;
      /**
       * Format: date-time
       * @description When it was made.
       */
      readonly created_at: string | null;
      /**
       * Format: date-time
       * @description When it was changed last.
       */
      readonly updated_at: string | null;
      /** @description Calendar that it belongs to. */
      readonly calendar: number;
      /** @description Name, such as summer hours. */
      readonly title: string | null;
      /**
       * Format: date
       * @description First day; absent: since ever.
       */
      readonly from: string | null;
      /**
       * Format: date
       * @description Last day, included; absent: for ever.
       */
      readonly to: string | null;
      /** @description Shifts as 08:00-12:00 13:00-17:00; empty: not working; absent: as the base. */
      readonly monday: string | null;
      /** @description Shifts as 08:00-12:00 13:00-17:00; empty: not working; absent: as the base. */
      readonly tuesday: string | null;
      /** @description Shifts as 08:00-12:00 13:00-17:00; empty: not working; absent: as the base. */
      readonly wednesday: string | null;
      /** @description Shifts as 08:00-12:00 13:00-17:00; empty: not working; absent: as the base. */
      readonly thursday: string | null;
      /** @description Shifts as 08:00-12:00 13:00-17:00; empty: not working; absent: as the base. */
      readonly friday: string | null;
      /** @description Shifts as 08:00-12:00 13:00-17:00; empty: not working; absent: as the base. */
      readonly saturday: string | null;
      /** @description Shifts as 08:00-12:00 13:00-17:00; empty: not working; absent: as the base. */
      readonly sunday: string | null;
    };
    readonly work_week_input: {
      /** @description Calendar that it belongs to. */
      readonly calendar?: number;
      /** @description Name, such as summer hours. */
      readonly title?: string | null;
      /**
       * Format: date
       * @description First day; absent: since ever.
       */
      readonly from?: string | null;
      /**
       * Format: date
       * @description Last day, included; absent: for ever.
       */
      readonly to?: string | null;
      /** @description Shifts as 08:00-12:00 13:00-17:00; empty: not working; absent: as the base. */
      readonly monday?: string | null;
      /** @description Shifts as 08:00-12:00 13:00-17:00; empty: not working; absent: as the base. */
      readonly tuesday?: string | null;
      /** @description Shifts as 08:00-12:00 13:00-17:00; empty: not working; absent: as the base. */
      readonly wednesday?: string | null;
      /** @description Shifts as 08:00-12:00 13:00-17:00; empty: not working; absent: as the base. */
      readonly thursday?: string | null;
      /** @description Shifts as 08:00-12:00 13:00-17:00; empty: not working; absent: as the base. */
      readonly friday?: string | null;
      /** @description Shifts as 08:00-12:00 13:00-17:00; empty: not working; absent: as the base. */
      readonly saturday?: string | null;
      /** @description Shifts as 08:00-12:00 13:00-17:00; empty: not working; absent: as the base. */
      readonly sunday?: string | null;
    };
    /** @description Days of a calendar that are off, or work at other times. */
    readonly calendar_exception: {
      /** @description Stable number of the record. */
      readonly id: number | null;
      /** @description Project that it belongs to. */
      readonly project: number | null;
      /** @description 1 at first, one more with every change. */
      readonly rev: number;
      /**
       * Format: date-time
       * @description When it was made.
       */
      readonly created_at: string | null;
      /**
       * Format: date-time
       * @description When it was changed last.
       */
      readonly updated_at: string | null;
      /** @description Calendar that it belongs to. */
      readonly calendar: number;
      /** @description Name, such as the holiday's. */
      readonly title: string | null;
      /**
       * @description How its days repeat between from and to.
       * @enum {string}
       */
      readonly kind:
        | "daily"
        | "every_n_days"
        | "weekday"
        | "weekly"
        | "monthly_day"
        | "monthly_position"
        | "yearly_day"
        | "yearly_position";
      /**
       * Format: date
       * @description First day that it can fall on.
       */
      readonly from: string;
      /**
       * Format: date
       * @description Last day that it can fall on, included.
       */
      readonly to: string;
      /** @description Ends after so many days; 0: at to only. */
      readonly occurrences: number;
      /**
       * @description Every so many days, weeks or months, by kind.
       * @default 1
       */
      readonly period: number;
      /** @description Weekly: sum of 1 Sunday, 2 Monday, 4 Tuesday … 64 Saturday. */
      readonly days_of_week: number;
      /** @description Yearly: 1 January to 12 December; else 0. */
      readonly month: number;
      /** @description Monthly and yearly by day: 1 to 31; else 0. */
      readonly month_day: number;
      /**
       * @description By position: which of the month's days that are a month_item.
       * @enum {string}
       */
      readonly month_position: "first" | "second" | "third" | "fourth" | "last";
      /**
       * @description By position: kind of day that is counted.
       * @enum {string}
       */
      readonly month_item:
        | "day"
        | "weekday"
        | "weekend_day"
        | "sunday"
        | "monday"
        | "tuesday"
        | "wednesday"
        | "thursday"
        | "friday"
        | "saturday";
      /** @description Shifts of these days; empty: days off. */
      readonly shifts: string | null;
    };
    readonly calendar_exception_input: {
      /** @description Calendar that it belongs to. */
      readonly calendar?: number;
      /** @description Name, such as the holiday's. */
      readonly title?: string | null;
      /**
       * @description How its days repeat between from and to.
       * @enum {string}
       */
      readonly kind?:
        | "daily"
        | "every_n_days"
        | "weekday"
        | "weekly"
        | "monthly_day"
        | "monthly_position"
        | "yearly_day"
        | "yearly_position";
      /**
       * Format: date
       * @description First day that it can fall on.
       */
      readonly from?: string;
      /**
       * Format: date
       * @description Last day that it can fall on, included.
       */
      readonly to?: string;
      /** @description Ends after so many days; 0: at to only. */
      readonly occurrences?: number;
      /**
       * @description Every so many days, weeks or months, by kind.
       * @default 1
       */
      readonly period: number;
      /** @description Weekly: sum of 1 Sunday, 2 Monday, 4 Tuesday … 64 Saturday. */
      readonly days_of_week?: number;
      /** @description Yearly: 1 January to 12 December; else 0. */
      readonly month?: number;
      /** @description Monthly and yearly by day: 1 to 31; else 0. */
      readonly month_day?: number;
      /**
       * @description By position: which of the month's days that are a month_item.
       * @enum {string}
       */
      readonly month_position?: "first" | "second" | "third" | "fourth" | "last";
      /**
       * @description By position: kind of day that is counted.
       * @enum {string}
       */
      readonly month_item?:
        | "day"
        | "weekday"
        | "weekend_day"
        | "sunday"
        | "monday"
        | "tuesday"
        | "wednesday"
        | "thursday"
        | "friday"
        | "saturday";
      /** @description Shifts of these days; empty: days off. */
      readonly shifts?: string | null;
    };
    /** @description Who or what does the work. */
    readonly resource: {
      /** @description Stable number of the record. */
      readonly id: number | null;
      /** @description Project that it belongs to. */
      readonly project: number | null;
      /** @description 1 at first, one more with every change. */
      readonly rev: number;
      /**
       * Format: date-time
       * @description When it was made.
       */
      readonly created_at: string | null;
      /**
       * Format: date-time
       * @description When it was changed last.
       */
      readonly updated_at: string | null;
      /** @description Name of the resource. */
      readonly title: string;
      /** @description Short form for charts. */
      readonly initials: string | null;
      /**
       * @description What it is; material and cost take no part in scheduling.
       * @enum {string}
       */
      readonly kind:
        | "person"
        | "role"
        | "team"
        | "vendor"
        | "licence"
        | "hardware"
        | "environment"
        | "material"
        | "cost";
      /** @description Its working times; absent: the project's. */
      readonly calendar: number | null;
      /**
       * @description How many at once; 1 is 100 %.
       * @default 1
       */
      readonly max_units: number;
      /** @description Number or code in another system. */
      readonly code: string | null;
      /** @description Group for filters and totals. */
      readonly group_name: string | null;
      /** @description Mail address. */
      readonly email: string | null;
      /** @description Unit of a material, such as m. */
      readonly material_label: string | null;
      /** @description Standard rate per hour, of a material per unit; minor units. */
      readonly std_rate_minor: number;
      /** @description Overtime rate per hour; minor units. */
      readonly ot_rate_minor: number;
      /** @description Cost of each use; minor units. */
      readonly per_use_minor: number;
      /**
       * @description When its cost falls due.
       * @default prorated
       * @enum {string}
       */
      readonly accrual: "start" | "prorated" | "end";
      /** @description Holds budget figures only. */
      readonly is_budget: boolean;
      /** @description Stands for somebody not yet named. */
      readonly is_generic: boolean;
      /** @description No longer to be assigned. */
      readonly is_inactive: boolean;
      /** @description Notes in Markdown. */
      readonly body: string | null;
      /** @description Order in lists. */
      readonly rank: number;
      /** @description Number in the file it was imported from. */
      readonly source_uid: number | null;
    };
    readonly resource_input: {
      /** @description Name of the resource. */
      readonly title?: string;
      /** @description Short form for charts. */
      readonly initials?: string | null;
      /**
       * @description What it is; material and cost take no part in scheduling.
       * @enum {string}
       */
      readonly kind?:
        | "person"
        | "role"
        | "team"
        | "vendor"
        | "licence"
        | "hardware"
        | "environment"
        | "material"
        | "cost";
      /** @description Its working times; absent: the project's. */
      readonly calendar?: number | null;
      /**
       * @description How many at once; 1 is 100 %.
       * @default 1
       */
      readonly max_units: number;
      /** @description Number or code in another system. */
      readonly code?: string | null;
      /** @description Group for filters and totals. */
      readonly group_name?: string | null;
      /** @description Mail address. */
      readonly email?: string | null;
      /** @description Unit of a material, such as m. */
      readonly material_label?: string | null;
      /** @description Standard rate per hour, of a material per unit; minor units. */
      readonly std_rate_minor?: number;
      /** @description Overtime rate per hour; minor units. */
      readonly ot_rate_minor?: number;
      /** @description Cost of each use; minor units. */
      readonly per_use_minor?: number;
      /**
       * @description When its cost falls due.
       * @default prorated
       * @enum {string}
       */
      readonly accrual: "start" | "prorated" | "end";
      /** @description Holds budget figures only. */
      readonly is_budget?: boolean;
      /** @description Stands for somebody not yet named. */
      readonly is_generic?: boolean;
      /** @description No longer to be assigned. */
      readonly is_inactive?: boolean;
      /** @description Notes in Markdown. */
      readonly body?: string | null;
      /** @description Order in lists. */
      readonly rank?: number;
      /** @description Number in the file it was imported from. */
      readonly source_uid?: number | null;
    };
    /** @description A row of a resource's cost rate tables. */
    readonly resource_rate: {
      /** @description Stable number of the record. */
      readonly id: number | null;
      /** @description Project that it belongs to. */
      readonly project: number | null;
      /** @description 1 at first, one more with every change. */
      readonly rev: number;
      /**
       * Format: date-time
       * @description When it was made.
       */
      readonly created_at: string | null;
      /**
       * Format: date-time
       * @description When it was changed last.
       */
      readonly updated_at: string | null;
      /** @description Resource that it belongs to. */
      readonly resource: number;
      /** @description Rate table, 0 to 4 for A to E. */
      readonly table_no: number;
      /**
       * Format: date-time
       * @description Valid from; absent: since ever.
       */
      readonly from: string | null;
      /**
       * Format: date-time
       * @description Valid until; absent: for ever.
       */
      readonly to: string | null;
      /** @description Standard rate per hour, of a material per unit; minor units. */
      readonly std_rate_minor: number;
      /** @description Overtime rate per hour; minor units. */
      readonly ot_rate_minor: number;
      /** @description Cost of each use; minor units. */
      readonly per_use_minor: number;
    };
    readonly resource_rate_input: {
      /** @description Resource that it belongs to. */
      readonly resource?: number;
      /** @description Rate table, 0 to 4 for A to E. */
      readonly table_no?: number;
      /**
       * Format: date-time
       * @description Valid from; absent: since ever.
       */
      readonly from?: string | null;
      /**
       * Format: date-time
       * @description Valid until; absent: for ever.
       */
      readonly to?: string | null;
      /** @description Standard rate per hour, of a material per unit; minor units. */
      readonly std_rate_minor?: number;
      /** @description Overtime rate per hour; minor units. */
      readonly ot_rate_minor?: number;
      /** @description Cost of each use; minor units. */
      readonly per_use_minor?: number;
    };
    /** @description How much of a resource is there, and when. */
    readonly resource_availability: {
      /** @description Stable number of the record. */
      readonly id: number | null;
      /** @description Project that it belongs to. */
      readonly project: number | null;
      /** @description 1 at first, one more with every change. */
      readonly rev: number;
      /**
       * Format: date-time
       * @description When it was made.
       */
      readonly created_at: string | null;
      /**
       * Format: date-time
       * @description When it was changed last.
       */
      readonly updated_at: string | null;
      /** @description Resource that it belongs to. */
      readonly resource: number;
      /**
       * Format: date-time
       * @description From; absent: since ever.
       */
      readonly from: string | null;
      /**
       * Format: date-time
       * @description Until; absent: for ever.
       */
      readonly to: string | null;
      /**
       * @description How many are there; 1 is 100 %.
       * @default 1
       */
      readonly units: number;
    };
    readonly resource_availability_input: {
      /** @description Resource that it belongs to. */
      readonly resource?: number;
      /**
       * Format: date-time
       * @description From; absent: since ever.
       */
      readonly from?: string | null;
      /**
       * Format: date-time
       * @description Until; absent: for ever.
       */
      readonly to?: string | null;
      /**
       * @description How many are there; 1 is 100 %.
       * @default 1
       */
      readonly units: number;
    };
    /** @description Something to be done: a task, a milestone, a summary, a backlog item. */
    readonly item: {
      /** @description Stable number of the record. */
      readonly id: number | null;
      /** @description Project that it belongs to. */
      readonly project: number | null;
      /** @description 1 at first, one more with every change. */
      readonly rev: number;
      /**
       * Format: date-time
       * @description When it was made.
       */
      readonly created_at: string | null;
      /**
       * Format: date-time
       * @description When it was changed last.
       */
      readonly updated_at: string | null;
      /** @description Summary that it belongs to; absent: top. */
      readonly parent: number | null;
      /** @description Order among siblings; neighbours lie 1048576 apart. */
      readonly rank: number;
      /** @description What is to be done; only a blank row goes without. */
      readonly title: string | null;
      /** @description Description in Markdown. */
      readonly body: string | null;
      /**
       * @description What sort of item it is.
       * @enum {string}
       */
      readonly kind:
        | "task"
        | "milestone"
        | "summary"
        | "sprint"
        | "epic"
        | "feature"
        | "story"
        | "bug"
        | "spike";
      /**
       * @description Where the work on it stands.
       * @enum {string}
       */
      readonly state: "planned" | "ready" | "active" | "blocked" | "done" | "cancelled";
      /**
       * @description 0 to 1000; 500 is usual.
       * @default 500
       */
      readonly priority: number;
      /** @description An empty row, kept in its place. */
      readonly is_blank: boolean;
      /** @description Its dates are set by hand, not by links. */
      readonly is_manual: boolean;
      /**
       * @description Inactive items count for nobody.
       * @default true
       */
      readonly is_active: boolean;
      /** @description Shown as a milestone whatever its duration. */
      readonly is_milestone: boolean;
      /** @description Duration as shown; of a summary the project's working time between its dates. */
      readonly duration_s: number | null;
      /**
       * @description Unit in which the duration was typed.
       * @default days
       * @enum {string}
       */
      readonly duration_unit:
        | "minutes"
        | "hours"
        | "days"
        | "weeks"
        | "months"
        | "elapsed_minutes"
        | "elapsed_hours"
        | "elapsed_days"
        | "elapsed_weeks"
        | "elapsed_months";
      /** @description The duration is a guess. */
      readonly is_estimated: boolean;
      /**
       * @description Which of units, duration and work stays when another changes.
       * @enum {string}
       */
      readonly duration_type: "fixed_units" | "fixed_duration" | "fixed_work";
      /** @description More resources share the work. */
      readonly is_effort_driven: boolean;
      /** @description Work, of a summary the sum of what is below it. */
      readonly work_s: number;
      /**
       * Format: date-time
       * @description Scheduled start.
       */
      readonly start: string | null;
      /**
       * Format: date-time
       * @description Scheduled finish.
       */
      readonly finish: string | null;
      /**
       * @description As soon or late as possible, start or finish no earlier or later than, must start or finish on; the mandatory ones win over links in the P6 profile.
       * @enum {string}
       */
      readonly constraint:
        | "asap"
        | "alap"
        | "snet"
        | "snlt"
        | "fnet"
        | "fnlt"
        | "mso"
        | "mfo"
        | "mandatory_start"
        | "mandatory_finish";
      /**
       * Format: date-time
       * @description Date of the constraint; not used by asap and alap.
       */
      readonly constraint_at: string | null;
      /**
       * @description A second constraint, in the P6 profile.
       * @enum {string}
       */
      readonly constraint2:
        | "asap"
        | "alap"
        | "snet"
        | "snlt"
        | "fnet"
        | "fnlt"
        | "mso"
        | "mfo"
        | "mandatory_start"
        | "mandatory_finish";
      /**
       * Format: date-time
       * @description Date of the second constraint.
       */
      readonly constraint2_at: string | null;
      /**
       * @description How the P6 profile places the item.
       * @enum {string}
       */
      readonly activity_type:
        | "task"
        | "resource_dependent"
        | "start_milestone"
        | "finish_milestone"
        | "level_of_effort"
        | "wbs_summary";
      /**
       * Format: date-time
       * @description When the work is expected to end; used where the project says so.
       */
      readonly expected_finish: string | null;
      /**
       * Format: date-time
       * @description Starts no earlier, because of links to plans that are not here; P6 profile.
       */
      readonly external_start_at: string | null;
      /**
       * Format: date-time
       * @description Should finish no later, because of links to plans that are not here; P6 profile.
       */
      readonly external_finish_at: string | null;
      /**
       * Format: date-time
       * @description Data date of a summary that stands for a project of its own; P6 profile.
       */
      readonly data_date: string | null;
      /**
       * Format: date-time
       * @description Should be finished by then; moves late dates only.
       */
      readonly deadline: string | null;
      /** @description Its working times; absent: the project's or the resources'. */
      readonly calendar: number | null;
      /** @description Works at the item's times whatever the resources' are. */
      readonly ignore_resource_calendar: boolean;
      /**
       * Format: date-time
       * @description When work began.
       */
      readonly actual_start: string | null;
      /**
       * Format: date-time
       * @description When work ended.
       */
      readonly actual_finish: string | null;
      /** @description Duration done, seconds; absent: from percent_complete. */
      readonly actual_duration_s: number | null;
      /** @description Duration left, seconds; absent: duration less duration done. */
      readonly remaining_duration_s: number | null;
      /** @description Share done, of a summary weighted by duration. */
      readonly percent_complete: number;
      /** @description Share of the result that is there, as measured. */
      readonly physical_percent: number | null;
      /** @description Work done, seconds. */
      readonly actual_work_s: number;
      /** @description Work left, seconds; absent: work less work done. */
      readonly remaining_work_s: number | null;
      /**
       * Format: date-time
       * @description End of the part that is done.
       */
      readonly stop_at: string | null;
      /**
       * Format: date-time
       * @description Begin of the part that is left.
       */
      readonly resume_at: string | null;
      /** @description Put off by levelling, elapsed seconds. */
      readonly levelling_delay_s: number;
      /**
       * @description Levelling may interrupt it.
       * @default true
       */
      readonly can_split: boolean;
      /** @description Shortest duration, seconds. */
      readonly estimate_optimistic_s: number | null;
      /** @description Most likely duration, seconds. */
      readonly estimate_likely_s: number | null;
      /** @description Longest duration, seconds. */
      readonly estimate_pessimistic_s: number | null;
      /**
       * @description Curve between the three estimates.
       * @enum {string}
       */
      readonly estimate_distribution: "triangular" | "pert" | "uniform" | "lognormal" | "discrete";
      /** @description Story points. */
      readonly points: number | null;
      /** @description Cost besides that of resources; minor units. */
      readonly fixed_cost_minor: number;
      /**
       * @description When the fixed cost falls due.
       * @default prorated
       * @enum {string}
       */
      readonly fixed_cost_accrual: "start" | "prorated" | "end";
      /**
       * @description How its earned value is told: by percent_complete, physical_percent, all at the end, half at each end, units_done of units_total, in step with earned_base, as planned.
       * @enum {string}
       */
      readonly earned_method:
        | "percent"
        | "physical"
        | "zero_hundred"
        | "fifty_fifty"
        | "units"
        | "apportioned"
        | "level_of_effort";
      /** @description Units it is measured by: things to be made, weights of milestones, points. */
      readonly units_total: number | null;
      /** @description How many of them are there. */
      readonly units_done: number | null;
      /** @description Item whose earned value it follows when apportioned; absent: by percent_complete. */
      readonly earned_base: number | null;
      /** @description Own code; absent: computed from the outline. */
      readonly wbs_code: string | null;
      /** @description Item of another plan that it stands for: file\uid. */
      readonly external_ref: string | null;
      /** @description Stands for an item of another plan; its dates are fixed. */
      readonly is_external: boolean;
      /** @description Summary of occurrences that repeat. */
      readonly is_recurring: boolean;
      /** @description Address of a page about it. */
      readonly hyperlink: string | null;
      /** @description Text of that address. */
      readonly hyperlink_title: string | null;
      /** @description Whom to ask. */
      readonly contact: string | null;
      /** @description Number in the file it was imported from. */
      readonly source_uid: number | null;
      /**
       * Format: date-time
       * @description Earliest start.
       */
      readonly early_start: string | null;
      /**
       * Format: date-time
       * @description Earliest finish.
       */
      readonly early_finish: string | null;
      /**
       * Format: date-time
       * @description Latest start that does not delay the project.
       */
      readonly late_start: string | null;
      /**
       * Format: date-time
       * @description Latest finish that does not delay the project.
       */
      readonly late_finish: string | null;
      /** @description Working seconds that it can slip without delaying the project. */
      readonly total_slack_s: number | null;
      /** @description Working seconds that it can slip without delaying a successor. */
      readonly free_slack_s: number | null;
      /** @description Link that sets its date; absent: none does. */
      readonly driver: number | null;
      /**
       * @description What sets its date.
       * @enum {string}
       */
      readonly driver_kind:
        | "project_start"
        | "link"
        | "constraint"
        | "manual"
        | "actual"
        | "calendar"
        | "deadline"
        | "resource"
        | "summary"
        | "external";
      /** @description Depth in the outline; 0 is the top. */
      readonly level: number;
      /** @description A delay of it delays the project. */
      readonly critical: boolean;
      /** @description Has items below it. */
      readonly is_summary: boolean;
      /** @description Code in the outline, such as 1.2.3. */
      readonly wbs: string | null;
    };
    readonly item_input: {
      /** @description Summary that it belongs to; absent: top. */
      readonly parent?: number | null;
      /** @description Order among siblings; neighbours lie 1048576 apart. */
      readonly rank?: number;
      /** @description What is to be done; only a blank row goes without. */
      readonly title?: string | null;
      /** @description Description in Markdown. */
      readonly body?: string | null;
      /**
       * @description What sort of item it is.
       * @enum {string}
       */
      readonly kind?:
        | "task"
        | "milestone"
        | "summary"
        | "sprint"
        | "epic"
        | "feature"
        | "story"
        | "bug"
        | "spike";
      /**
       * @description Where the work on it stands.
       * @enum {string}
       */
      readonly state?: "planned" | "ready" | "active" | "blocked" | "done" | "cancelled";
      /**
       * @description 0 to 1000; 500 is usual.
       * @default 500
       */
      readonly priority: number;
      /** @description An empty row, kept in its place. */
      readonly is_blank?: boolean;
      /** @description Its dates are set by hand, not by links. */
      readonly is_manual?: boolean;
      /**
       * @description Inactive items count for nobody.
       * @default true
       */
      readonly is_active: boolean;
      /** @description Shown as a milestone whatever its duration. */
      readonly is_milestone?: boolean;
      /** @description Working seconds from start to finish; elapsed seconds with an elapsed duration_unit. */
      readonly duration_s?: number | null;
      /**
       * @description Unit in which the duration was typed.
       * @default days
       * @enum {string}
       */
      readonly duration_unit:
        | "minutes"
        | "hours"
        | "days"
        | "weeks"
        | "months"
        | "elapsed_minutes"
        | "elapsed_hours"
        | "elapsed_days"
        | "elapsed_weeks"
        | "elapsed_months";
      /** @description The duration is a guess. */
      readonly is_estimated?: boolean;
      /**
       * @description Which of units, duration and work stays when another changes.
       * @enum {string}
       */
      readonly duration_type?: "fixed_units" | "fixed_duration" | "fixed_work";
      /** @description More resources share the work. */
      readonly is_effort_driven?: boolean;
      /** @description Work in seconds; of its assignments when there are any. */
      readonly work_s?: number;
      /**
       * Format: date-time
       * @description Set by hand for manual and external items; printed as calculated.
       */
      readonly start?: string | null;
      /**
       * Format: date-time
       * @description Set by hand for manual and external items; printed as calculated.
       */
      readonly finish?: string | null;
      /**
       * @description As soon or late as possible, start or finish no earlier or later than, must start or finish on; the mandatory ones win over links in the P6 profile.
       * @enum {string}
       */
      readonly constraint?:
        | "asap"
        | "alap"
        | "snet"
        | "snlt"
        | "fnet"
        | "fnlt"
        | "mso"
        | "mfo"
        | "mandatory_start"
        | "mandatory_finish";
      /**
       * Format: date-time
       * @description Date of the constraint; not used by asap and alap.
       */
      readonly constraint_at?: string | null;
      /**
       * @description A second constraint, in the P6 profile.
       * @enum {string}
       */
      readonly constraint2?:
        | "asap"
        | "alap"
        | "snet"
        | "snlt"
        | "fnet"
        | "fnlt"
        | "mso"
        | "mfo"
        | "mandatory_start"
        | "mandatory_finish";
      /**
       * Format: date-time
       * @description Date of the second constraint.
       */
      readonly constraint2_at?: string | null;
      /**
       * @description How the P6 profile places the item.
       * @enum {string}
       */
      readonly activity_type?:
        | "task"
        | "resource_dependent"
        | "start_milestone"
        | "finish_milestone"
        | "level_of_effort"
        | "wbs_summary";
      /**
       * Format: date-time
       * @description When the work is expected to end; used where the project says so.
       */
      readonly expected_finish?: string | null;
      /**
       * Format: date-time
       * @description Starts no earlier, because of links to plans that are not here; P6 profile.
       */
      readonly external_start_at?: string | null;
      /**
       * Format: date-time
       * @description Should finish no later, because of links to plans that are not here; P6 profile.
       */
      readonly external_finish_at?: string | null;
      /**
       * Format: date-time
       * @description Data date of a summary that stands for a project of its own; P6 profile.
       */
      readonly data_date?: string | null;
      /**
       * Format: date-time
       * @description Should be finished by then; moves late dates only.
       */
      readonly deadline?: string | null;
      /** @description Its working times; absent: the project's or the resources'. */
      readonly calendar?: number | null;
      /** @description Works at the item's times whatever the resources' are. */
      readonly ignore_resource_calendar?: boolean;
      /**
       * Format: date-time
       * @description When work began.
       */
      readonly actual_start?: string | null;
      /**
       * Format: date-time
       * @description When work ended.
       */
      readonly actual_finish?: string | null;
      /** @description Duration done, seconds; absent: from percent_complete. */
      readonly actual_duration_s?: number | null;
      /** @description Duration left, seconds; absent: duration less duration done. */
      readonly remaining_duration_s?: number | null;
      /** @description Share of the duration that is done. */
      readonly percent_complete?: number;
      /** @description Share of the result that is there, as measured. */
      readonly physical_percent?: number | null;
      /** @description Work done, seconds. */
      readonly actual_work_s?: number;
      /** @description Work left, seconds; absent: work less work done. */
      readonly remaining_work_s?: number | null;
      /**
       * Format: date-time
       * @description End of the part that is done.
       */
      readonly stop_at?: string | null;
      /**
       * Format: date-time
       * @description Begin of the part that is left.
       */
      readonly resume_at?: string | null;
      /** @description Put off by levelling, elapsed seconds. */
      readonly levelling_delay_s?: number;
      /**
       * @description Levelling may interrupt it.
       * @default true
       */
      readonly can_split: boolean;
      /** @description Shortest duration, seconds. */
      readonly estimate_optimistic_s?: number | null;
      /** @description Most likely duration, seconds. */
      readonly estimate_likely_s?: number | null;
      /** @description Longest duration, seconds. */
      readonly estimate_pessimistic_s?: number | null;
      /**
       * @description Curve between the three estimates.
       * @enum {string}
       */
      readonly estimate_distribution?: "triangular" | "pert" | "uniform" | "lognormal" | "discrete";
      /** @description Story points. */
      readonly points?: number | null;
      /** @description Cost besides that of resources; minor units. */
      readonly fixed_cost_minor?: number;
      /**
       * @description When the fixed cost falls due.
       * @default prorated
       * @enum {string}
       */
      readonly fixed_cost_accrual: "start" | "prorated" | "end";
      /**
       * @description How its earned value is told: by percent_complete, physical_percent, all at the end, half at each end, units_done of units_total, in step with earned_base, as planned.
       * @enum {string}
       */
      readonly earned_method?:
        | "percent"
        | "physical"
        | "zero_hundred"
        | "fifty_fifty"
        | "units"
        | "apportioned"
        | "level_of_effort";
      /** @description Units it is measured by: things to be made, weights of milestones, points. */
      readonly units_total?: number | null;
      /** @description How many of them are there. */
      readonly units_done?: number | null;
      /** @description Item whose earned value it follows when apportioned; absent: by percent_complete. */
      readonly earned_base?: number | null;
      /** @description Own code; absent: computed from the outline. */
      readonly wbs_code?: string | null;
      /** @description Item of another plan that it stands for: file\uid. */
      readonly external_ref?: string | null;
      /** @description Stands for an item of another plan; its dates are fixed. */
      readonly is_external?: boolean;
      /** @description Summary of occurrences that repeat. */
      readonly is_recurring?: boolean;
      /** @description Address of a page about it. */
      readonly hyperlink?: string | null;
      /** @description Text of that address. */
      readonly hyperlink_title?: string | null;
      /** @description Whom to ask. */
      readonly contact?: string | null;
      /** @description Number in the file it was imported from. */
      readonly source_uid?: number | null;
    };
    /** @description A dependency between two items. */
    readonly link: {
      /** @description Stable number of the record. */
      readonly id: number | null;
      /** @description Project that it belongs to. */
      readonly project: number | null;
      /** @description 1 at first, one more with every change. */
      readonly rev: number;
      /**
       * Format: date-time
       * @description When it was made.
       */
      readonly created_at: string | null;
      /**
       * Format: date-time
       * @description When it was changed last.
       */
      readonly updated_at: string | null;
      /** @description Predecessor; may be an item of another project. */
      readonly pred: number;
      /** @description Successor. */
      readonly succ: number;
      /**
       * @description Which end of the predecessor binds which end of the successor: finish to start, …
       * @enum {string}
       */
      readonly type: "fs" | "ss" | "ff" | "sf";
      /** @description Lag in seconds, negative for a lead; not for percent kinds. */
      readonly lag_s: number;
      /**
       * @description How the lag counts: working or elapsed time, or percent of the predecessor's duration.
       * @enum {string}
       */
      readonly lag_kind: "working" | "elapsed" | "percent" | "elapsed_percent";
      /** @description Lag in percent of the predecessor's duration; only for percent kinds. */
      readonly lag_percent: number;
      /**
       * @description Unit in which the lag was typed, for display.
       * @default days
       * @enum {string}
       */
      readonly lag_unit:
        | "minutes"
        | "hours"
        | "days"
        | "weeks"
        | "months"
        | "elapsed_minutes"
        | "elapsed_hours"
        | "elapsed_days"
        | "elapsed_weeks"
        | "elapsed_months";
      /** @description Predecessor in a plan that is not here: file\uid. */
      readonly external_ref: string | null;
    };
    readonly link_input: {
      /** @description Predecessor; may be an item of another project. */
      readonly pred?: number;
      /** @description Successor. */
      readonly succ?: number;
      /**
       * @description Which end of the predecessor binds which end of the successor: finish to start, …
       * @enum {string}
       */
      readonly type?: "fs" | "ss" | "ff" | "sf";
      /** @description Lag in seconds, negative for a lead; not for percent kinds. */
      readonly lag_s?: number;
      /**
       * @description How the lag counts: working or elapsed time, or percent of the predecessor's duration.
       * @enum {string}
       */
      readonly lag_kind?: "working" | "elapsed" | "percent" | "elapsed_percent";
      /** @description Lag in percent of the predecessor's duration; only for percent kinds. */
      readonly lag_percent?: number;
      /**
       * @description Unit in which the lag was typed, for display.
       * @default days
       * @enum {string}
       */
      readonly lag_unit:
        | "minutes"
        | "hours"
        | "days"
        | "weeks"
        | "months"
        | "elapsed_minutes"
        | "elapsed_hours"
        | "elapsed_days"
        | "elapsed_weeks"
        | "elapsed_months";
      /** @description Predecessor in a plan that is not here: file\uid. */
      readonly external_ref?: string | null;
    };
    /** @description A resource on an item. */
    readonly assignment: {
      /** @description Stable number of the record. */
      readonly id: number | null;
      /** @description Project that it belongs to. */
      readonly project: number | null;
      /** @description 1 at first, one more with every change. */
      readonly rev: number;
      /**
       * Format: date-time
       * @description When it was made.
       */
      readonly created_at: string | null;
      /**
       * Format: date-time
       * @description When it was changed last.
       */
      readonly updated_at: string | null;
      /** @description Item that is worked on. */
      readonly item: number;
      /** @description Who works; absent: a row without a resource. */
      readonly resource: number | null;
      /**
       * @description Share of the resource, 1 is 100 %; of a material the quantity.
       * @default 1
       */
      readonly units: number;
      /** @description Work in seconds. */
      readonly work_s: number;
      /** @description Work done, seconds. */
      readonly actual_work_s: number;
      /** @description Work left, seconds; absent: work less work done. */
      readonly remaining_work_s: number | null;
      /** @description Part of the work that takes no calendar time, seconds. */
      readonly overtime_work_s: number;
      /**
       * @description How the work is spread over the span.
       * @enum {string}
       */
      readonly contour:
        | "flat"
        | "back_loaded"
        | "front_loaded"
        | "double_peak"
        | "early_peak"
        | "late_peak"
        | "bell"
        | "turtle"
        | "contoured";
      /** @description Starts so many working seconds after the item. */
      readonly delay_s: number;
      /** @description The same, set by levelling. */
      readonly levelling_delay_s: number;
      /** @description Rate table, 0 to 4 for A to E. */
      readonly rate_table: number;
      /**
       * @description Whether the resource is promised.
       * @default firm
       * @enum {string}
       */
      readonly booking: "soft" | "firm";
      /**
       * Format: date-time
       * @description Frame of a contoured assignment.
       */
      readonly start: string | null;
      /**
       * Format: date-time
       * @description Frame of a contoured assignment.
       */
      readonly finish: string | null;
      /** @description Cost; minor units. */
      readonly cost_minor: number;
      /** @description Cost so far; minor units. */
      readonly actual_cost_minor: number;
      /** @description Number in the file it was imported from. */
      readonly source_uid: number | null;
    };
    readonly assignment_input: {
      /** @description Item that is worked on. */
      readonly item?: number;
      /** @description Who works; absent: a row without a resource. */
      readonly resource?: number | null;
      /**
       * @description Share of the resource, 1 is 100 %; of a material the quantity.
       * @default 1
       */
      readonly units: number;
      /** @description Work in seconds. */
      readonly work_s?: number;
      /** @description Work done, seconds. */
      readonly actual_work_s?: number;
      /** @description Work left, seconds; absent: work less work done. */
      readonly remaining_work_s?: number | null;
      /** @description Part of the work that takes no calendar time, seconds. */
      readonly overtime_work_s?: number;
      /**
       * @description How the work is spread over the span.
       * @enum {string}
       */
      readonly contour?:
        | "flat"
        | "back_loaded"
        | "front_loaded"
        | "double_peak"
        | "early_peak"
        | "late_peak"
        | "bell"
        | "turtle"
        | "contoured";
      /** @description Starts so many working seconds after the item. */
      readonly delay_s?: number;
      /** @description The same, set by levelling. */
      readonly levelling_delay_s?: number;
      /** @description Rate table, 0 to 4 for A to E. */
      readonly rate_table?: number;
      /**
       * @description Whether the resource is promised.
       * @default firm
       * @enum {string}
       */
      readonly booking: "soft" | "firm";
      /**
       * Format: date-time
       * @description Frame of a contoured assignment.
       */
      readonly start?: string | null;
      /**
       * Format: date-time
       * @description Frame of a contoured assignment.
       */
      readonly finish?: string | null;
      /** @description Cost; minor units. */
      readonly cost_minor?: number;
      /** @description Cost so far; minor units. */
      readonly actual_cost_minor?: number;
      /** @description Number in the file it was imported from. */
      readonly source_uid?: number | null;
    };
    /** @description A span of a contoured assignment and the work in it. */
    readonly assignment_piece: {
      /** @description Stable number of the record. */
      readonly id: number | null;
      /** @description Project that it belongs to. */
      readonly project: number | null;
      /** @description 1 at first, one more with every change. */
      readonly rev: number;
      /**
       * Format: date-time
       * @description When it was made.
       */
      readonly created_at: string | null;
      /**
       * Format: date-time
       * @description When it was changed last.
       */
      readonly updated_at: string | null;
      /** @description Assignment that it belongs to. */
      readonly assignment: number;
      /**
       * @description Which work it is.
       * @enum {string}
       */
      readonly kind: "remaining" | "actual" | "overtime";
      /**
       * Format: date-time
       * @description When it begins.
       */
      readonly start: string;
      /**
       * Format: date-time
       * @description When it ends.
       */
      readonly finish: string;
      /** @description Work in it, seconds; 0 over working time is a gap. */
      readonly work_s: number;
    };
    readonly assignment_piece_input: {
      /** @description Assignment that it belongs to. */
      readonly assignment?: number;
      /**
       * @description Which work it is.
       * @enum {string}
       */
      readonly kind?: "remaining" | "actual" | "overtime";
      /**
       * Format: date-time
       * @description When it begins.
       */
      readonly start?: string;
      /**
       * Format: date-time
       * @description When it ends.
       */
      readonly finish?: string;
      /** @description Work in it, seconds; 0 over working time is a gap. */
      readonly work_s?: number;
    };
    /** @description A frozen state of the plan. */
    readonly baseline: {
      /** @description Stable number of the record. */
      readonly id: number | null;
      /** @description Project that it belongs to. */
      readonly project: number | null;
      /** @description 1 at first, one more with every change. */
      readonly rev: number;
      /**
       * Format: date-time
       * @description When it was made.
       */
      readonly created_at: string | null;
      /**
       * Format: date-time
       * @description When it was changed last.
       */
      readonly updated_at: string | null;
      /** @description 0 to 10, one of each in a project. */
      readonly number: number;
      /** @description Name, such as contract. */
      readonly title: string | null;
      /** @description Why it was taken. */
      readonly reason: string | null;
      /**
       * Format: date-time
       * @description When it was taken.
       */
      readonly taken_at: string | null;
    };
    readonly baseline_input: {
      /** @description 0 to 10, one of each in a project. */
      readonly number?: number;
      /** @description Name, such as contract. */
      readonly title?: string | null;
      /** @description Why it was taken. */
      readonly reason?: string | null;
      /**
       * Format: date-time
       * @description When it was taken.
       */
      readonly taken_at?: string | null;
    };
    /** @description Dates, work and cost of an item in a baseline. */
    readonly baseline_item: {
      /** @description Stable number of the record. */
      readonly id: number | null;
      /** @description Project that it belongs to. */
      readonly project: number | null;
      /** @description 1 at first, one more with every change. */
      readonly rev: number;
      /**
       * Format: date-time
       * @description When it was made.
       */
      readonly created_at: string | null;
      /**
       * Format: date-time
       * @description When it was changed last.
       */
      readonly updated_at: string | null;
      /** @description Baseline that it belongs to. */
      readonly baseline: number;
      /** @description Item that was frozen. */
      readonly item: number;
      /**
       * Format: date-time
       * @description Start at that time.
       */
      readonly start: string | null;
      /**
       * Format: date-time
       * @description Finish at that time.
       */
      readonly finish: string | null;
      /** @description Duration at that time, working seconds. */
      readonly duration_s: number | null;
      /** @description Work at that time, seconds. */
      readonly work_s: number;
      /** @description Cost at that time; minor units. */
      readonly cost_minor: number;
    };
    readonly baseline_item_input: {
      /** @description Baseline that it belongs to. */
      readonly baseline?: number;
      /** @description Item that was frozen. */
      readonly item?: number;
      /**
       * Format: date-time
       * @description Start at that time.
       */
      readonly start?: string | null;
      /**
       * Format: date-time
       * @description Finish at that time.
       */
      readonly finish?: string | null;
      /** @description Duration at that time, working seconds. */
      readonly duration_s?: number | null;
      /** @description Work at that time, seconds. */
      readonly work_s?: number;
      /** @description Cost at that time; minor units. */
      readonly cost_minor?: number;
    };
    /** @description Dates, work and cost of an assignment in a baseline. */
    readonly baseline_assignment: {
      /** @description Stable number of the record. */
      readonly id: number | null;
      /** @description Project that it belongs to. */
      readonly project: number | null;
      /** @description 1 at first, one more with every change. */
      readonly rev: number;
      /**
       * Format: date-time
       * @description When it was made.
       */
      readonly created_at: string | null;
      /**
       * Format: date-time
       * @description When it was changed last.
       */
      readonly updated_at: string | null;
      /** @description Baseline that it belongs to. */
      readonly baseline: number;
      /** @description Assignment that was frozen. */
      readonly assignment: number;
      /**
       * Format: date-time
       * @description Start at that time.
       */
      readonly start: string | null;
      /**
       * Format: date-time
       * @description Finish at that time.
       */
      readonly finish: string | null;
      /** @description Work at that time, seconds. */
      readonly work_s: number;
      /** @description Cost at that time; minor units. */
      readonly cost_minor: number;
    };
    readonly baseline_assignment_input: {
      /** @description Baseline that it belongs to. */
      readonly baseline?: number;
      /** @description Assignment that was frozen. */
      readonly assignment?: number;
      /**
       * Format: date-time
       * @description Start at that time.
       */
      readonly start?: string | null;
      /**
       * Format: date-time
       * @description Finish at that time.
       */
      readonly finish?: string | null;
      /** @description Work at that time, seconds. */
      readonly work_s?: number;
      /** @description Cost at that time; minor units. */
      readonly cost_minor?: number;
    };
    /** @description A remark on an item. */
    readonly comment: {
      /** @description Stable number of the record. */
      readonly id: number | null;
      /** @description Project that it belongs to. */
      readonly project: number | null;
      /** @description 1 at first, one more with every change. */
      readonly rev: number;
      /**
       * Format: date-time
       * @description When it was made.
       */
      readonly created_at: string | null;
      /**
       * Format: date-time
       * @description When it was changed last.
       */
      readonly updated_at: string | null;
      /** @description Item that it is about. */
      readonly item: number;
      /** @description Who wrote it. */
      readonly user: number | null;
      /** @description Text in Markdown. */
      readonly body: string;
    };
    readonly comment_input: {
      /** @description Item that it is about. */
      readonly item?: number;
      /** @description Who wrote it. */
      readonly user?: number | null;
      /** @description Text in Markdown. */
      readonly body?: string;
    };
    /** @description A field that the project adds to its records. */
    readonly custom_field: {
      /** @description Stable number of the record. */
      readonly id: number | null;
      /** @description Project that it belongs to. */
      readonly project: number | null;
      /** @description 1 at first, one more with every change. */
      readonly rev: number;
      /**
       * Format: date-time
       * @description When it was made.
       */
      readonly created_at: string | null;
      /**
       * Format: date-time
       * @description When it was changed last.
       */
      readonly updated_at: string | null;
      /**
       * @description Which records carry the field.
       * @enum {string}
       */
      readonly target: "item" | "resource" | "assignment";
      /** @description Fixed name, such as Text1. */
      readonly name: string;
      /** @description Name that people see. */
      readonly alias: string | null;
      /**
       * @description Kind of its values.
       * @enum {string}
       */
      readonly kind: "text" | "number" | "cost" | "date" | "duration" | "flag" | "start" | "finish";
      /** @description Number in the file it was imported from. */
      readonly source_uid: number | null;
    };
    readonly custom_field_input: {
      /**
       * @description Which records carry the field.
       * @enum {string}
       */
      readonly target?: "item" | "resource" | "assignment";
      /** @description Fixed name, such as Text1. */
      readonly name?: string;
      /** @description Name that people see. */
      readonly alias?: string | null;
      /**
       * @description Kind of its values.
       * @enum {string}
       */
      readonly kind?:
        "text" | "number" | "cost" | "date" | "duration" | "flag" | "start" | "finish";
      /** @description Number in the file it was imported from. */
      readonly source_uid?: number | null;
    };
    /** @description Value of a custom field in one record. */
    readonly custom_value: {
      /** @description Stable number of the record. */
      readonly id: number | null;
      /** @description Project that it belongs to. */
      readonly project: number | null;
      /** @description 1 at first, one more with every change. */
      readonly rev: number;
      /**
       * Format: date-time
       * @description When it was made.
       */
      readonly created_at: string | null;
      /**
       * Format: date-time
       * @description When it was changed last.
       */
      readonly updated_at: string | null;
      /** @description Field that it belongs to. */
      readonly field: number;
      /** @description Item, resource or assignment that carries it, as the field's target says. */
      readonly record: number;
      /** @description Text; number and cost decimal, dates RFC 3339, durations in seconds, flags true or false. */
      readonly value: string | null;
    };
    readonly custom_value_input: {
      /** @description Field that it belongs to. */
      readonly field?: number;
      /** @description Item, resource or assignment that carries it, as the field's target says. */
      readonly record?: number;
      /** @description Text; number and cost decimal, dates RFC 3339, durations in seconds, flags true or false. */
      readonly value?: string | null;
    };
    /** @description What the file that an item was imported from had stored as its results. */
    readonly source_result: {
      /** @description Stable number of the record. */
      readonly id: number | null;
      /** @description Project that it belongs to. */
      readonly project: number | null;
      /** @description 1 at first, one more with every change. */
      readonly rev: number;
      /**
       * Format: date-time
       * @description When it was made.
       */
      readonly created_at: string | null;
      /**
       * Format: date-time
       * @description When it was changed last.
       */
      readonly updated_at: string | null;
      /** @description Item that the file had calculated. */
      readonly item: number;
      /**
       * Format: date-time
       * @description Start in the file.
       */
      readonly start: string | null;
      /**
       * Format: date-time
       * @description Finish in the file.
       */
      readonly finish: string | null;
      /**
       * Format: date-time
       * @description Early start in the file.
       */
      readonly early_start: string | null;
      /**
       * Format: date-time
       * @description Early finish in the file.
       */
      readonly early_finish: string | null;
      /**
       * Format: date-time
       * @description Late start in the file.
       */
      readonly late_start: string | null;
      /**
       * Format: date-time
       * @description Late finish in the file.
       */
      readonly late_finish: string | null;
      /** @description Total slack in the file, working seconds. */
      readonly total_slack_s: number | null;
      /** @description Free slack in the file, working seconds. */
      readonly free_slack_s: number | null;
      /** @description 1 when the file calls it critical, 0 when not. */
      readonly critical: number | null;
      /** @description True: dates at 00:00 are days, the file tells no time of day. */
      readonly by_day: boolean;
    };
    readonly source_result_input: {
      /** @description Item that the file had calculated. */
      readonly item?: number;
      /**
       * Format: date-time
       * @description Start in the file.
       */
      readonly start?: string | null;
      /**
       * Format: date-time
       * @description Finish in the file.
       */
      readonly finish?: string | null;
      /**
       * Format: date-time
       * @description Early start in the file.
       */
      readonly early_start?: string | null;
      /**
       * Format: date-time
       * @description Early finish in the file.
       */
      readonly early_finish?: string | null;
      /**
       * Format: date-time
       * @description Late start in the file.
       */
      readonly late_start?: string | null;
      /**
       * Format: date-time
       * @description Late finish in the file.
       */
      readonly late_finish?: string | null;
      /** @description Total slack in the file, working seconds. */
      readonly total_slack_s?: number | null;
      /** @description Free slack in the file, working seconds. */
      readonly free_slack_s?: number | null;
      /** @description 1 when the file calls it critical, 0 when not. */
      readonly critical?: number | null;
      /** @description True: dates at 00:00 are days, the file tells no time of day. */
      readonly by_day?: boolean;
    };
    /** @description Something that may happen and would hurt or help. */
    readonly risk: {
      /** @description Stable number of the record. */
      readonly id: number | null;
      /** @description Project that it belongs to. */
      readonly project: number | null;
      /** @description 1 at first, one more with every change. */
      readonly rev: number;
      /**
       * Format: date-time
       * @description When it was made.
       */
      readonly created_at: string | null;
      /**
       * Format: date-time
       * @description When it was changed last.
       */
      readonly updated_at: string | null;
      /** @description What it is called. */
      readonly title: string;
      /** @description Because of what. */
      readonly cause: string | null;
      /** @description What may happen. */
      readonly event: string | null;
      /** @description What that would lead to. */
      readonly effect: string | null;
      /**
       * @description Whether it would hurt or help.
       * @enum {string}
       */
      readonly kind: "threat" | "opportunity";
      /**
       * @description Where it stands; closed and expired ones cannot happen any more.
       * @enum {string}
       */
      readonly state:
        "identified" | "assessed" | "planned" | "active" | "occurred" | "closed" | "expired";
      /**
       * @description How it is answered.
       * @enum {string}
       */
      readonly response:
        | "none"
        | "avoid"
        | "reduce"
        | "transfer"
        | "accept"
        | "escalate"
        | "exploit"
        | "enhance"
        | "share";
      /**
       * @description Chance that it happens, 0 to 1.
       * @default 0.1
       */
      readonly probability: number;
      /** @description Smallest impact on a duration, working seconds. */
      readonly impact_optimistic_s: number | null;
      /** @description Most likely impact on a duration, working seconds. */
      readonly impact_likely_s: number | null;
      /** @description Largest impact on a duration, working seconds. */
      readonly impact_pessimistic_s: number | null;
      /** @description Smallest impact on cost, minor units. */
      readonly cost_optimistic_minor: number | null;
      /** @description Most likely impact on cost, minor units. */
      readonly cost_likely_minor: number | null;
      /** @description Largest impact on cost, minor units. */
      readonly cost_pessimistic_minor: number | null;
      /** @description Who watches it. */
      readonly owner: string | null;
      /** @description What is done about it, in Markdown. */
      readonly plan: string | null;
    };
    readonly risk_input: {
      /** @description What it is called. */
      readonly title?: string;
      /** @description Because of what. */
      readonly cause?: string | null;
      /** @description What may happen. */
      readonly event?: string | null;
      /** @description What that would lead to. */
      readonly effect?: string | null;
      /**
       * @description Whether it would hurt or help.
       * @enum {string}
       */
      readonly kind?: "threat" | "opportunity";
      /**
       * @description Where it stands; closed and expired ones cannot happen any more.
       * @enum {string}
       */
      readonly state?:
        "identified" | "assessed" | "planned" | "active" | "occurred" | "closed" | "expired";
      /**
       * @description How it is answered.
       * @enum {string}
       */
      readonly response?:
        | "none"
        | "avoid"
        | "reduce"
        | "transfer"
        | "accept"
        | "escalate"
        | "exploit"
        | "enhance"
        | "share";
      /**
       * @description Chance that it happens, 0 to 1.
       * @default 0.1
       */
      readonly probability: number;
      /** @description Smallest impact on a duration, working seconds. */
      readonly impact_optimistic_s?: number | null;
      /** @description Most likely impact on a duration, working seconds. */
      readonly impact_likely_s?: number | null;
      /** @description Largest impact on a duration, working seconds. */
      readonly impact_pessimistic_s?: number | null;
      /** @description Smallest impact on cost, minor units. */
      readonly cost_optimistic_minor?: number | null;
      /** @description Most likely impact on cost, minor units. */
      readonly cost_likely_minor?: number | null;
      /** @description Largest impact on cost, minor units. */
      readonly cost_pessimistic_minor?: number | null;
      /** @description Who watches it. */
      readonly owner?: string | null;
      /** @description What is done about it, in Markdown. */
      readonly plan?: string | null;
    };
    /** @description An item that a risk touches, and how. */
    readonly risk_item: {
      /** @description Stable number of the record. */
      readonly id: number | null;
      /** @description Project that it belongs to. */
      readonly project: number | null;
      /** @description 1 at first, one more with every change. */
      readonly rev: number;
      /**
       * Format: date-time
       * @description When it was made.
       */
      readonly created_at: string | null;
      /**
       * Format: date-time
       * @description When it was changed last.
       */
      readonly updated_at: string | null;
      /** @description The risk. */
      readonly risk: number;
      /** @description Item that it touches. */
      readonly item: number;
      /**
       * @description Delay: the risk's impact is added; factor: the duration is multiplied; fallback: the item is needed only when the risk happens.
       * @enum {string}
       */
      readonly effect: "delay" | "factor" | "fallback";
      /**
       * @description What the duration is multiplied by, with the effect factor.
       * @default 1
       */
      readonly factor: number;
    };
    readonly risk_item_input: {
      /** @description The risk. */
      readonly risk?: number;
      /** @description Item that it touches. */
      readonly item?: number;
      /**
       * @description Delay: the risk's impact is added; factor: the duration is multiplied; fallback: the item is needed only when the risk happens.
       * @enum {string}
       */
      readonly effect?: "delay" | "factor" | "fallback";
      /**
       * @description What the duration is multiplied by, with the effect factor.
       * @default 1
       */
      readonly factor: number;
    };
    /** @description How far the durations of items go together in a simulation. */
    readonly correlation: {
      /** @description Stable number of the record. */
      readonly id: number | null;
      /** @description Project that it belongs to. */
      readonly project: number | null;
      /** @description 1 at first, one more with every change. */
      readonly rev: number;
      /**
       * Format: date-time
       * @description When it was made.
       */
      readonly created_at: string | null;
      /**
       * Format: date-time
       * @description When it was changed last.
       */
      readonly updated_at: string | null;
      /** @description One of two items, or the item at or below which all count. */
      readonly item: number;
      /** @description The other of two; absent: a group. */
      readonly other_item: number | null;
      /** @description Name of a group; the items of all rows with it go together. */
      readonly group_name: string | null;
      /**
       * @description Correlation of the durations; of a group not below 0.
       * @default 0.5
       */
      readonly value: number;
    };
    readonly correlation_input: {
      /** @description One of two items, or the item at or below which all count. */
      readonly item?: number;
      /** @description The other of two; absent: a group. */
      readonly other_item?: number | null;
      /** @description Name of a group; the items of all rows with it go together. */
      readonly group_name?: string | null;
      /**
       * @description Correlation of the durations; of a group not below 0.
       * @default 0.5
       */
      readonly value: number;
    };
    /** @description A way that the project takes with some chance. */
    readonly branch: {
      /** @description Stable number of the record. */
      readonly id: number | null;
      /** @description Project that it belongs to. */
      readonly project: number | null;
      /** @description 1 at first, one more with every change. */
      readonly rev: number;
      /**
       * Format: date-time
       * @description When it was made.
       */
      readonly created_at: string | null;
      /**
       * Format: date-time
       * @description When it was changed last.
       */
      readonly updated_at: string | null;
      /** @description What is decided; branches of one decision exclude each other. */
      readonly decision: string;
      /** @description Item that is needed then, with all below it. */
      readonly item: number;
      /**
       * @description Chance that it is taken, 0 to 1.
       * @default 0.5
       */
      readonly probability: number;
    };
    readonly branch_input: {
      /** @description What is decided; branches of one decision exclude each other. */
      readonly decision?: string;
      /** @description Item that is needed then, with all below it. */
      readonly item?: number;
      /**
       * @description Chance that it is taken, 0 to 1.
       * @default 0.5
       */
      readonly probability: number;
    };
    /** @description What an item may cost besides its resources. */
    readonly cost_estimate: {
      /** @description Stable number of the record. */
      readonly id: number | null;
      /** @description Project that it belongs to. */
      readonly project: number | null;
      /** @description 1 at first, one more with every change. */
      readonly rev: number;
      /**
       * Format: date-time
       * @description When it was made.
       */
      readonly created_at: string | null;
      /**
       * Format: date-time
       * @description When it was changed last.
       */
      readonly updated_at: string | null;
      /** @description Item whose cost it is, in the place of its fixed cost. */
      readonly item: number;
      /** @description Least cost, minor units. */
      readonly optimistic_minor: number;
      /** @description Most likely cost, minor units. */
      readonly likely_minor: number;
      /** @description Highest cost, minor units. */
      readonly pessimistic_minor: number;
      /**
       * @description Curve between the three.
       * @default pert
       * @enum {string}
       */
      readonly distribution: "triangular" | "pert" | "uniform" | "lognormal" | "discrete";
    };
    readonly cost_estimate_input: {
      /** @description Item whose cost it is, in the place of its fixed cost. */
      readonly item?: number;
      /** @description Least cost, minor units. */
      readonly optimistic_minor?: number;
      /** @description Most likely cost, minor units. */
      readonly likely_minor?: number;
      /** @description Highest cost, minor units. */
      readonly pessimistic_minor?: number;
      /**
       * @description Curve between the three.
       * @default pert
       * @enum {string}
       */
      readonly distribution: "triangular" | "pert" | "uniform" | "lognormal" | "discrete";
    };
    /** @description How often a resource is away unplanned, and how long. */
    readonly absence: {
      /** @description Stable number of the record. */
      readonly id: number | null;
      /** @description Project that it belongs to. */
      readonly project: number | null;
      /** @description 1 at first, one more with every change. */
      readonly rev: number;
      /**
       * Format: date-time
       * @description When it was made.
       */
      readonly created_at: string | null;
      /**
       * Format: date-time
       * @description When it was changed last.
       */
      readonly updated_at: string | null;
      /** @description Who is away. */
      readonly resource: number;
      /**
       * @description How often in a year of working time, on average.
       * @default 2
       */
      readonly per_year: number;
      /** @description Shortest absence, working seconds. */
      readonly optimistic_s: number;
      /** @description Most likely absence, working seconds. */
      readonly likely_s: number | null;
      /** @description Longest absence, working seconds. */
      readonly pessimistic_s: number;
    };
    readonly absence_input: {
      /** @description Who is away. */
      readonly resource?: number;
      /**
       * @description How often in a year of working time, on average.
       * @default 2
       */
      readonly per_year: number;
      /** @description Shortest absence, working seconds. */
      readonly optimistic_s?: number;
      /** @description Most likely absence, working seconds. */
      readonly likely_s?: number | null;
      /** @description Longest absence, working seconds. */
      readonly pessimistic_s?: number;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
