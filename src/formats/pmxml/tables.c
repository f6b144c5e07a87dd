/* formats/pmxml/tables.c - elements of PMXML and their columns in XER.
 *
 * The names are those of the P6 API's business objects (Oracle, "P6 EPPM API" reference) and of the
 * tables of the P6 database. Elements that are in neither list of a table are told as not known.
 */
#include "formats/pmxml/tables.h"

#include <assert.h>
#include <string.h>

#define COUNT_OF(a) (sizeof(a) / sizeof *(a))
#define KEPT(element, xer)                                                                         \
    {                                                                                              \
        element, xer, PMXML_KEPT, NULL                                                             \
    }
#define TIME(element, xer)                                                                         \
    {                                                                                              \
        element, xer, PMXML_TIME, NULL                                                             \
    }
#define FLAG(element, xer)                                                                         \
    {                                                                                              \
        element, xer, PMXML_FLAG, NULL                                                             \
    }
#define FRACTION(element, xer)                                                                     \
    {                                                                                              \
        element, xer, PMXML_FRACTION, NULL                                                         \
    }
#define WORD(element, xer, words)                                                                  \
    {                                                                                              \
        element, xer, PMXML_WORD, words                                                            \
    }
static const struct pmxml_word activity_types[] = {
    {"Task Dependent", "TT_Task"},
    {"Resource Dependent", "TT_Rsrc"},
    {"Start Milestone", "TT_Mile"},
    {"Finish Milestone", "TT_FinMile"},
    {"Level of Effort", "TT_LOE"},
    {"WBS Summary", "TT_WBS"},
    {NULL, NULL},
};
static const struct pmxml_word statuses[] = {
    {"Not Started", "TK_NotStart"},
    {"In Progress", "TK_Active"},
    {"Completed", "TK_Complete"},
    {NULL, NULL},
};
static const struct pmxml_word constraint_words_of_p6[] = {
    {"Start On", "CS_MSO"},
    {"Start On or Before", "CS_MSOB"},
    {"Start On or After", "CS_MSOA"},
    {"Finish On", "CS_MEO"},
    {"Finish On or Before", "CS_MEOB"},
    {"Finish On or After", "CS_MEOA"},
    {"As Late As Possible", "CS_ALAP"},
    {"As Soon As Possible", "CS_ASAP"},
    {"Mandatory Start", "CS_MANDSTART"},
    {"Mandatory Finish", "CS_MANDFIN"},
    {NULL, NULL},
};
static const struct pmxml_word duration_types[] = {
    {"Fixed Units/Time", "DT_FixedRate"},
    {"Fixed Duration and Units/Time", "DT_FixedDrtn"},
    {"Fixed Units", "DT_FixedQty"},
    {"Fixed Duration and Units", "DT_FixedDUR2"},
    {NULL, NULL},
};
static const struct pmxml_word percent_types[] = {
    {"Physical", "CP_Phys"},
    {"Duration", "CP_Drtn"},
    {"Units", "CP_Units"},
    {"Scope", "CP_Phys"},
    {NULL, NULL},
};
static const struct pmxml_word priorities[] = {
    {"Top", "PT_Top"}, {"High", "PT_High"},     {"Normal", "PT_Normal"},
    {"Low", "PT_Low"}, {"Lowest", "PT_Lowest"}, {NULL, NULL},
};
static const struct pmxml_word link_types[] = {
    {"Finish to Start", "PR_FS"},
    {"Start to Start", "PR_SS"},
    {"Finish to Finish", "PR_FF"},
    {"Start to Finish", "PR_SF"},
    {NULL, NULL},
};
static const struct pmxml_word resource_types[] = {
    {"Labor", "RT_Labor"},
    {"Nonlabor", "RT_Equip"},
    {"Material", "RT_Mat"},
    {NULL, NULL},
};
static const struct pmxml_word field_types[] = {
    {"Text", "FT_TEXT"},
    {"Cost", "FT_MONEY"},
    {"Finish Date", "FT_END_DATE"},
    {"Start Date", "FT_START_DATE"},
    {"Indicator", "FT_STATICTYPE"},
    {"Integer", "FT_INT"},
    {"Double", "FT_FLOAT"},
    {"Double", "FT_FLOAT_2_DECIMALS"},
    {NULL, NULL},
};
static const struct pmxml_word field_tables[] = {
    {"Activity", "TASK"},   {"WBS", "PROJWBS"},
    {"Resource", "RSRC"},   {"Resource Assignment", "TASKRSRC"},
    {"Project", "PROJECT"}, {NULL, NULL},
};
static const struct pmxml_word path_types[] = {
    {"Critical Float", "CT_TotFloat"},
    {"Total Float", "CT_TotFloat"},
    {"Longest Path", "CT_DrivPath"},
    {NULL, NULL},
};
static const struct pmxml_word lag_calendars[] = {
    {"Predecessor Activity Calendar", "rcal_Predecessor"},
    {"Successor Activity Calendar", "rcal_Successor"},
    {"Project Default Calendar", "rcal_ProjDefault"},
    {"24 Hour Calendar", "rcal_24Hour"},
    {NULL, NULL},
};
static const struct pmxml_word float_types[] = {
    {"Smallest of Start Float and Finish Float", "FT_Min"},
    {"Start Float = Late Start - Early Start", "FT_SS"},
    {"Finish Float = Late Finish - Early Finish", "FT_FF"},
    {NULL, NULL},
};
static const struct pmxml_word outer_links[] = {
    /* whether links to other projects are ignored */
    {"true", "SD_None"}, {"1", "SD_None"}, {"false", "SD_Both"}, {"0", "SD_Both"}, {NULL, NULL},
};
static const struct pmxml_word progress_modes[] = {
    {"Retained Logic", "retained"},
    {"Progress Override", "override"},
    {"Actual Dates", "actual"},
    {NULL, NULL},
};
static const struct pmxml_word calendar_types[] = {
    {"Global", "CA_Base"},
    {"Project", "CA_Project"},
    {"Resource", "CA_Rsrc"},
    {NULL, NULL},
};
static const char calendar_silent[] =
    "ProjectObjectId IsPersonal HoursPerDay HoursPerWeek HoursPerMonth "
    "HoursPerYear CreateDate CreateUser LastUpdateDate LastUpdateUser";
static const struct pmxml_column calendar_columns[] = {
    KEPT("ObjectId", "clndr_id"),
    KEPT("Name", "clndr_name"),
    KEPT("BaseCalendarObjectId", "base_clndr_id"),
    KEPT("(hours)", "clndr_data"),
    WORD("Type", "clndr_type", calendar_types),
    FLAG("IsDefault", "default_flag"),
};
static const char project_silent[] =
    "StartDate "
    "MultipleFloatPathsEnabled MultipleFloatPathsUseTotalFloat MaximumMultipleFloatPaths "
    "MultipleFloatPathsEndingActivityObjectId ExternalProjectPriorityLimit "
    "IncludeExternalResAss LevelAllResources LevelWithinFloat MinFloatToPreserve "
    "OverAllocationPercentage PreserveScheduledEarlyAndLateDates PriorityList UserName "
    "UserObjectId LevelingOptions @ObjectId ActivityDefaultActivityType "
    "ActivityDefaultCalendarName ActivityDefaultCostAccountObjectId ActivityDefaultDurationType "
    "ActivityDefaultPercentCompleteType ActivityDefaultPricePerUnit "
    "ActivityIdBasedOnSelectedActivity ActivityIdIncrement ActivityIdPrefix ActivityIdSuffix "
    "ActivityPercentCompleteBasedOnActivitySteps AddActualToRemaining AddedBy "
    "AllowNegativeActualUnitsFlag AllowStatusReview AssignmentDefaultDrivingFlag "
    "AssignmentDefaultRateType CheckOutStatus CostQuantityRecalculateFlag DateAdded "
    "DefaultPriceTimeUnits EarnedValueComputeType EarnedValueETCComputeType "
    "EarnedValueETCUserValue EarnedValueUserPercent EnableSummarization "
    "FinancialPeriodTemplateId FiscalYearStartMonth GUID IntegratedType "
    "LastFinancialPeriodObjectId LevelingPriority LinkActualToActualThisPeriod "
    "LinkPercentCompleteWithActual LinkPlannedAndAtCompletionFlag OBSObjectId OBSName "
    "OwnerResourceObjectId ParentEPSObjectId ParentEPSId ParentEPSName "
    "PrimaryResourcesCanMarkActivitiesAsCompleted ResetPlannedToRemainingFlag "
    "ResourceCanBeAssignedToSameActivityMoreThanOnce ResourcesCanAssignThemselvesToActivities "
    "ResourcesCanEditAssignmentPercentComplete ResourcesCanMarkAssignmentAsCompleted "
    "ResourcesCanViewInactiveActivities ScheduledFinishDate FinishDate StrategicPriority "
    "SummarizeToWBSLevel SummarizedDataDate SummaryLevel SummaryPlannedDuration "
    "SummaryRemainingDuration SummaryActualDuration UseProjectBaselineForEarnedValue "
    "WBSCodeSeparator WBSHierarchyLevels WebSiteRootDirectory WebSiteURL "
    "ProjectForecastStartDate AnticipatedStartDate AnticipatedFinishDate BaselineTypeName "
    "BaselineTypeObjectId LastBaselineUpdateDate IsBaseline IsTemplate Status "
    "ProjectScheduleType ContainsSummaryData LastSummarizedDate LastScheduleDate LastLevelDate "
    "LastApplyActualsDate HasFutureBucketData CreateDate CreateUser LastUpdateDate "
    "LastUpdateUser";
static const char project_lost[] =
    "AnnualDiscountRate DiscountApplicationPeriod IndependentETCLaborUnits "
    "IndependentETCTotalCost OriginalBudget RiskLevel LocationObjectId ActivityStep Document "
    "ProjectDocument WBSMilestone ProjectResource ProjectBudgetChangeLog ProjectFunding "
    "ProjectIssue ProjectThreshold Risk ResourceRequest ActivityComment ActivityPeriodActual "
    "ResourceAssignmentPeriodActual ActivityRisk ProjectSpendingPlan ProjectResourceQuantity "
    "ProjectPortfolio";
static const struct pmxml_column project_columns[] = {
    KEPT("@external", ""),
    KEPT("WBSObjectId", "top_wbs_id"),
    KEPT("CurrentBaselineProjectObjectId", "sum_base_proj_id"),
    KEPT("ObjectId", "proj_id"),
    KEPT("Id", "proj_short_name"),
    KEPT("Name", "proj_name"),
    KEPT("ActivityDefaultCalendarObjectId", "clndr_id"),
    WORD("CriticalActivityPathType", "critical_path_type", path_types),
    KEPT("CriticalActivityFloatLimit", "critical_drtn_hr_cnt"),
    KEPT("CriticalActivityFloatThreshold", "critical_drtn_hr_cnt"),
    TIME("DataDate", "last_recalc_date"),
    TIME("PlannedStartDate", "plan_start_date"),
    TIME("MustFinishByDate", "plan_end_date"),
    KEPT("OriginalProjectObjectId", "orig_proj_id"),
    KEPT("Description", "proj_notes"),
    WORD("RelationshipLagCalendar", "sched_calendar_on_relationship_lag", lag_calendars),
    WORD("ComputeTotalFloatType", "sched_float_type", float_types),
    WORD("OutOfSequenceScheduleType", "sched_progress", progress_modes),
    FLAG("UseExpectedFinishDates", "sched_use_expect_end_flag"),
    FLAG("MakeOpenEndedActivitiesCritical", "sched_open_critical_flag"),
    WORD("IgnoreOtherProjectRelationships", "sched_outer_depend_type", outer_links),
    FLAG("StartToStartLagCalculationType", "sched_lag_early_start_flag"),
    FLAG("CalculateFloatBasedOnFinishDate", "sched_use_project_end_date_for_float"),
};
static const char wbs_silent[] =
    "GUID OBSObjectId OBSName Status EarnedValueComputeType EarnedValueETCComputeType "
    "EarnedValueETCUserValue EarnedValueUserPercent ProjectId StartDate FinishDate "
    "AnticipatedStartDate AnticipatedFinishDate IntegratedType EstimatedWeight "
    "ContainsSummaryData CreateDate CreateUser LastUpdateDate LastUpdateUser";
static const char wbs_lost[] =
    "IndependentETCLaborUnits IndependentETCTotalCost OriginalBudget WBSCategoryObjectId";
static const struct pmxml_column wbs_columns[] = {
    KEPT("ObjectId", "wbs_id"),
    KEPT("ProjectObjectId", "proj_id"),
    KEPT("ParentObjectId", "parent_wbs_id"),
    KEPT("SequenceNumber", "seq_num"),
    KEPT("Code", "wbs_short_name"),
    KEPT("Id", "wbs_short_name"),
    KEPT("Name", "wbs_name"),
};
static const char activity_silent[] =
    "GUID StartDate FinishDate ActualDuration PercentComplete DurationPercentComplete "
    "UnitsPercentComplete NonLaborUnitsPercentComplete ScopePercentComplete ActualLaborCost "
    "ActualLaborUnits ActualNonLaborCost ActualNonLaborUnits ActualThisPeriodLaborCost "
    "ActualThisPeriodLaborUnits ActualThisPeriodNonLaborCost ActualThisPeriodNonLaborUnits "
    "ActualMaterialCost ActualExpenseCost AtCompletionMaterialCost RemainingMaterialCost "
    "RemainingExpenseCost PlannedMaterialCost PlannedExpenseCost PlannedNonLaborUnits "
    "AtCompletionExpenseCost AtCompletionLaborCost AtCompletionLaborUnits "
    "AtCompletionNonLaborCost AtCompletionNonLaborUnits RemainingLaborCost RemainingLaborUnits "
    "RemainingNonLaborCost RemainingNonLaborUnits AutoComputeActuals EstimatedWeight "
    "IsNewFeedback IsStarred IsCritical ReviewRequired ReviewStatus PrimaryResourceObjectId "
    "RemainingFloat StartFloat FinishFloat FloatPath FloatPathOrder ProjectId WBSCode WBSName "
    "CalendarName LocationObjectId ActualDurationHours CostPercentComplete UnitsPercentComplete "
    "DurationPercentOfPlanned LevelingFinishPeriod CreateDate CreateUser LastUpdateDate "
    "LastUpdateUser";
static const char activity_lost[] =
    "Feedback NotesToResources PostRespCriticalityIndex PostResponsePessimisticStart "
    "PostResponsePessimisticFinish PreRespCriticalityIndex PreResponsePessimisticStart "
    "PreResponsePessimisticFinish WorkPackageId WorkPackageName ActivityOwnerUserId";
static const struct pmxml_column activity_columns[] = {
    KEPT("ObjectId", "task_id"),
    KEPT("ProjectObjectId", "proj_id"),
    KEPT("WBSObjectId", "wbs_id"),
    KEPT("CalendarObjectId", "clndr_id"),
    WORD("Type", "task_type", activity_types),
    WORD("Status", "status_code", statuses),
    KEPT("Id", "task_code"),
    KEPT("Name", "task_name"),
    WORD("DurationType", "duration_type", duration_types),
    WORD("PercentCompleteType", "complete_pct_type", percent_types),
    FRACTION("PhysicalPercentComplete", "phys_complete_pct"),
    WORD("LevelingPriority", "priority_type", priorities),
    KEPT("PlannedDuration", "target_drtn_hr_cnt"),
    KEPT("AtCompletionDuration", "target_drtn_hr_cnt"),
    KEPT("RemainingDuration", "remain_drtn_hr_cnt"),
    WORD("PrimaryConstraintType", "cstr_type", constraint_words_of_p6),
    TIME("PrimaryConstraintDate", "cstr_date"),
    WORD("SecondaryConstraintType", "cstr_type2", constraint_words_of_p6),
    TIME("SecondaryConstraintDate", "cstr_date2"),
    TIME("ActualStartDate", "act_start_date"),
    TIME("ActualFinishDate", "act_end_date"),
    TIME("ExpectedFinishDate", "expect_end_date"),
    TIME("SuspendDate", "suspend_date"),
    TIME("ResumeDate", "resume_date"),
    TIME("ExternalEarlyStartDate", "external_early_start_date"),
    TIME("ExternalLateFinishDate", "external_late_end_date"),
    TIME("EarlyStartDate", "early_start_date"),
    TIME("EarlyFinishDate", "early_end_date"),
    TIME("LateStartDate", "late_start_date"),
    TIME("LateFinishDate", "late_end_date"),
    TIME("RemainingEarlyStartDate", "restart_date"),
    TIME("RemainingEarlyFinishDate", "reend_date"),
    TIME("RemainingLateStartDate", "rem_late_start_date"),
    TIME("RemainingLateFinishDate", "rem_late_end_date"),
    KEPT("TotalFloat", "total_float_hr_cnt"),
    KEPT("FreeFloat", "free_float_hr_cnt"),
    FLAG("IsLongestPath", "driving_path_flag"),
    TIME("PlannedStartDate", "target_start_date"),
    TIME("PlannedFinishDate", "target_end_date"),
    KEPT("PlannedLaborCost", "target_cost"),
    KEPT("PlannedNonLaborCost", "target_cost"),
    KEPT("PlannedLaborUnits", "target_work_qty"),
};
static const char relationship_silent[] =
    "PredecessorActivityId SuccessorActivityId PredecessorActivityName SuccessorActivityName "
    "PredecessorProjectId SuccessorProjectId IsPredecessorBaseline IsSuccessorBaseline Driving "
    "CreateDate CreateUser LastUpdateDate LastUpdateUser";
static const char                relationship_lost[] = "Comments";
static const struct pmxml_column relationship_columns[] = {
    KEPT("SuccessorActivityObjectId", "task_id"),
    KEPT("PredecessorActivityObjectId", "pred_task_id"),
    WORD("Type", "pred_type", link_types),
    KEPT("Lag", "lag_hr_cnt"),
    KEPT("SuccessorProjectObjectId", "proj_id"),
    KEPT("PredecessorProjectObjectId", "pred_proj_id"),
    KEPT("ObjectId", "task_pred_id"),
};
static const char assignment_silent[] =
    "GUID WBSObjectId ActualStartDate ActualFinishDate StartDate FinishDate RemainingStartDate "
    "RemainingFinishDate RemainingDuration AtCompletionCost AtCompletionUnits "
    "AtCompletionDuration ActualDuration PlannedDuration ActualThisPeriodCost "
    "ActualThisPeriodUnits CostAccountObjectId DrivingActivityDatesFlag IsCostUnitsLinked "
    "IsPrimaryResource OvertimeFactor Proficiency RateSource RateType ResourceType ActivityId "
    "ActivityName ResourceId ResourceName RoleId RoleName ProjectId IsActive "
    "UnitsPercentComplete CreateDate CreateUser LastUpdateDate LastUpdateUser";
static const char assignment_lost[] =
    "ResourceCurveObjectId ActualCurve PlannedCurve RemainingCurve CostPerQuantity "
    "PendingPercentComplete PendingRemainingUnits PendingActualRegularUnits "
    "PendingActualOvertimeUnits";
static const struct pmxml_column assignment_columns[] = {
    KEPT("ObjectId", "taskrsrc_id"),
    KEPT("ActivityObjectId", "task_id"),
    KEPT("ProjectObjectId", "proj_id"),
    KEPT("ResourceObjectId", "rsrc_id"),
    KEPT("RoleObjectId", "role_id"),
    KEPT("RemainingLag", "relag_drtn_hr_cnt"),
    KEPT("PlannedLag", "relag_drtn_hr_cnt"),
    KEPT("RemainingUnits", "remain_qty"),
    KEPT("PlannedUnits", "target_qty"),
    KEPT("RemainingUnitsPerTime", "remain_qty_per_hr"),
    KEPT("PlannedUnitsPerTime", "target_qty_per_hr"),
    KEPT("ActualRegularUnits", "act_reg_qty"),
    KEPT("ActualUnits", "act_reg_qty"),
    KEPT("ActualOvertimeUnits", "act_ot_qty"),
    KEPT("RemainingCost", "remain_cost"),
    KEPT("PlannedCost", "target_cost"),
    KEPT("ActualRegularCost", "act_reg_cost"),
    KEPT("ActualCost", "act_reg_cost"),
    KEPT("ActualOvertimeCost", "act_ot_cost"),
    TIME("PlannedStartDate", "target_start_date"),
    TIME("PlannedFinishDate", "target_end_date"),
};
static const char resource_silent[] =
    "CalendarName GUID AutoComputeActuals CalculateCostFromUnits CurrencyObjectId "
    "IsOverTimeAllowed OvertimeFactor ShiftObjectId TimesheetApprovalManagerObjectId "
    "UseTimesheets UserObjectId LocationObjectId UnitOfMeasureObjectId IntegratedType "
    "LocationName CreateDate CreateUser LastUpdateDate LastUpdateUser";
static const char resource_lost[] =
    "OfficePhone OtherPhone ParentObjectId PrimaryRoleObjectId Title ResourceCode";
static const struct pmxml_column resource_columns[] = {
    KEPT("ObjectId", "rsrc_id"),
    KEPT("CalendarObjectId", "clndr_id"),
    KEPT("SequenceNumber", "rsrc_seq_num"),
    KEPT("Name", "rsrc_name"),
    KEPT("Id", "rsrc_short_name"),
    WORD("ResourceType", "rsrc_type", resource_types),
    KEPT("EmailAddress", "email_addr"),
    KEPT("EmployeeId", "employee_code"),
    KEPT("ResourceNotes", "rsrc_notes"),
    KEPT("DefaultUnitsPerTime", "def_qty_per_hr"),
    KEPT("MaxUnitsPerTime", "def_qty_per_hr"),
    FLAG("IsActive", "active_flag"),
};
static const char resource_rate_silent[] =
    "ShiftPeriodObjectId ResourceId ResourceName CreateDate CreateUser LastUpdateDate "
    "LastUpdateUser";
static const struct pmxml_column resource_rate_columns[] = {
    KEPT("ResourceObjectId", "rsrc_id"),    KEPT("MaxUnitsPerTime", "max_qty_per_hr"),
    KEPT("PricePerUnit", "cost_per_qty"),   TIME("EffectiveDate", "start_date"),
    KEPT("PricePerUnit2", "cost_per_qty2"), KEPT("PricePerUnit3", "cost_per_qty3"),
    KEPT("PricePerUnit4", "cost_per_qty4"), KEPT("PricePerUnit5", "cost_per_qty5"),
    KEPT("ObjectId", "rsrc_rate_id"),
};
static const char role_silent[] =
    "CalculateCostFromUnits CreateDate CreateUser LastUpdateDate LastUpdateUser";
static const char                role_lost[] = "ParentObjectId";
static const struct pmxml_column role_columns[] = {
    KEPT("ObjectId", "role_id"),
    KEPT("Name", "role_name"),
    KEPT("Id", "role_short_name"),
    KEPT("SequenceNumber", "seq_num"),
    KEPT("Responsibilities", "role_descr"),
};
static const char role_rate_silent[] =
    "RoleId RoleName CreateDate CreateUser LastUpdateDate LastUpdateUser";
static const struct pmxml_column role_rate_columns[] = {
    KEPT("RoleObjectId", "role_id"),        KEPT("PricePerUnit", "cost_per_qty"),
    TIME("EffectiveDate", "start_date"),    KEPT("MaxUnitsPerTime", "max_qty_per_hr"),
    KEPT("PricePerUnit2", "cost_per_qty2"), KEPT("PricePerUnit3", "cost_per_qty3"),
    KEPT("PricePerUnit4", "cost_per_qty4"), KEPT("PricePerUnit5", "cost_per_qty5"),
    KEPT("ObjectId", "role_rate_id"),
};
static const char role_limit_silent[] =
    "RoleId RoleName CreateDate CreateUser LastUpdateDate LastUpdateUser";
static const struct pmxml_column role_limit_columns[] = {
    KEPT("ObjectId", "rolelimit_id"),
    KEPT("RoleObjectId", "role_id"),
    KEPT("MaxUnitsPerTime", "max_qty_per_hr"),
    TIME("EffectiveDate", "start_date"),
};
static const char code_type_silent[] =
    "Scope ProjectObjectId EPSObjectId SequenceNumber Length IsSecureCode RefProjectObjectIds "
    "CreateDate CreateUser LastUpdateDate LastUpdateUser";
static const struct pmxml_column code_type_columns[] = {
    KEPT("ObjectId", "actv_code_type_id"),
    KEPT("Name", "actv_code_type"),
};
static const char code_value_silent[] =
    "ParentObjectId SequenceNumber Color ProjectObjectId CodeTypeName CodeTypeScope CreateDate "
    "CreateUser LastUpdateDate LastUpdateUser";
static const struct pmxml_column code_value_columns[] = {
    KEPT("ObjectId", "actv_code_id"),
    KEPT("CodeTypeObjectId", "actv_code_type_id"),
    KEPT("Description", "actv_code_name"),
    KEPT("CodeValue", "short_name"),
};
static const char field_type_silent[] =
    "IsSecureCode IsCalculated IsConditional Formula SummaryMethod CreateDate CreateUser "
    "LastUpdateDate LastUpdateUser";
static const struct pmxml_column field_type_columns[] = {
    KEPT("ObjectId", "udf_type_id"),
    KEPT("Title", "udf_type_label"),
    WORD("SubjectArea", "table_name", field_tables),
    WORD("DataType", "logical_data_type", field_types),
};
static const char activity_note_silent[] =
    "NotebookTopicName WBSObjectId RawTextNote ActivityId ActivityName CreateDate CreateUser "
    "LastUpdateDate LastUpdateUser";
static const struct pmxml_column activity_note_columns[] = {
    KEPT("ActivityObjectId", "task_id"),
    KEPT("Note", "task_memo"),
    KEPT("ProjectObjectId", "proj_id"),
    KEPT("ObjectId", "memo_id"),
    KEPT("NotebookTopicObjectId", "memo_type_id"),
};
static const char project_note_silent[] =
    "NotebookTopicName RawTextNote CreateDate CreateUser LastUpdateDate LastUpdateUser";
static const struct pmxml_column project_note_columns[] = {
    KEPT("WBSObjectId", "wbs_id"),
    KEPT("ProjectObjectId", "proj_id"),
    KEPT("Note", "wbs_memo"),
    KEPT("ObjectId", "wbs_memo_id"),
    KEPT("NotebookTopicObjectId", "memo_type_id"),
};
static const char expense_silent[] =
    "WBSObjectId ActualUnits RemainingUnits PlannedUnits PricePerUnit UnitOfMeasure "
    "AutoComputeActuals CostAccountObjectId ExpenseCategoryObjectId ExpensePercentComplete "
    "AtCompletionCost AtCompletionUnits AccrualType CreateDate CreateUser LastUpdateDate "
    "LastUpdateUser";
static const char                expense_lost[] = "DocumentNumber ExpenseDescription Vendor";
static const struct pmxml_column expense_columns[] = {
    KEPT("ActivityObjectId", "task_id"), KEPT("ProjectObjectId", "proj_id"),
    KEPT("ActualCost", "act_cost"),      KEPT("RemainingCost", "remain_cost"),
    KEPT("PlannedCost", "target_cost"),  KEPT("ExpenseItem", "cost_name"),
    KEPT("ObjectId", "cost_item_id"),
};
static const char options_silent[] =
    "MultipleFloatPathsEnabled MultipleFloatPathsUseTotalFloat MaximumMultipleFloatPaths "
    "MultipleFloatPathsEndingActivityObjectId ExternalProjectPriorityLimit "
    "IncludeExternalResAss LevelAllResources LevelWithinFloat MinFloatToPreserve "
    "OverAllocationPercentage PreserveScheduledEarlyAndLateDates PriorityList UserName "
    "UserObjectId LevelingOptions CreateDate CreateUser LastUpdateDate LastUpdateUser";
static const struct pmxml_column options_columns[] = {
    KEPT("ProjectObjectId", "proj_id"),
    WORD("RelationshipLagCalendar", "sched_calendar_on_relationship_lag", lag_calendars),
    WORD("ComputeTotalFloatType", "sched_float_type", float_types),
    WORD("OutOfSequenceScheduleType", "sched_progress", progress_modes),
    FLAG("UseExpectedFinishDates", "sched_use_expect_end_flag"),
    FLAG("MakeOpenEndedActivitiesCritical", "sched_open_critical_flag"),
    WORD("IgnoreOtherProjectRelationships", "sched_outer_depend_type", outer_links),
    FLAG("StartToStartLagCalculationType", "sched_lag_early_start_flag"),
    FLAG("CalculateFloatBasedOnFinishDate", "sched_use_project_end_date_for_float"),
};
static const char root_silent[] =
    "DisplayCurrency Currency OBS EPS FinancialPeriodTemplate FinancialPeriod NotebookTopic "
    "ExpenseCategory UnitOfMeasure GlobalPreferences GlobalPreference UserDefinedValueUpdate "
    "WBSCategory DocumentCategory DocumentStatusCode ProjectList BaselineType ResourceCurve "
    "Shift ShiftPeriod Location RoleTeam ResourceTeam ThresholdParameter OverheadCode "
    "RiskMatrix";
static const char root_lost[] =
    "CostAccount FundingSource ProjectCode ProjectCodeType ResourceCode ResourceCodeType "
    "RoleCode RoleCodeType AssignmentCode AssignmentCodeType ResourceAssignmentCode "
    "ResourceAssignmentCodeType RiskCategory Risk ResourceRole EPSNote UDFCode User Timesheet";

#define BIT(name) (1u << PMXML_##name)
#define IN_A_PROJECT                                                                               \
    (BIT(CALENDAR) | BIT(WBS) | BIT(ACTIVITY) | BIT(RELATIONSHIP) | BIT(ASSIGNMENT) |              \
     BIT(CODE_TYPE) | BIT(CODE_VALUE) | BIT(FIELD_TYPE) | BIT(ACTIVITY_NOTE) | BIT(PROJECT_NOTE) | \
     BIT(EXPENSE) | BIT(OPTIONS))
#define TABLE(element, xer, name, lost)                                                            \
    element, xer, name##_columns, COUNT_OF(name##_columns), name##_silent, lost

/* Files of older versions have the contents of the project beside it. */
const struct pmxml_table pmxml_tables[PMXML_ELEMENTS] = {
    [PMXML_ROOT] = {"APIBusinessObjects", NULL, NULL, 0, root_silent, root_lost,
                    IN_A_PROJECT | BIT(PROJECT) | BIT(BASELINE) | BIT(RESOURCE) |
                        BIT(RESOURCE_RATE) | BIT(ROLE) | BIT(ROLE_RATE) | BIT(ROLE_LIMIT),
                    false, false},
    [PMXML_PROJECT] = {TABLE("Project", "PROJECT", project, project_lost), IN_A_PROJECT, true,
                       true},
    [PMXML_BASELINE] = {TABLE("BaselineProject", "PROJECT", project, project_lost), IN_A_PROJECT,
                        true, true},
    [PMXML_CALENDAR] = {TABLE("Calendar", "CALENDAR", calendar, NULL), 0, false, false},
    [PMXML_WBS] = {TABLE("WBS", "PROJWBS", wbs, wbs_lost), 0, true, false},
    [PMXML_ACTIVITY] = {TABLE("Activity", "TASK", activity, activity_lost), 0, true, true},
    [PMXML_RELATIONSHIP] = {TABLE("Relationship", "TASKPRED", relationship, relationship_lost), 0,
                            false, false},
    [PMXML_ASSIGNMENT] = {TABLE("ResourceAssignment", "TASKRSRC", assignment, assignment_lost), 0,
                          true, true},
    [PMXML_RESOURCE] = {TABLE("Resource", "RSRC", resource, resource_lost), 0, true, true},
    [PMXML_RESOURCE_RATE] = {TABLE("ResourceRate", "RSRCRATE", resource_rate, NULL), 0, false,
                             false},
    [PMXML_ROLE] = {TABLE("Role", "ROLES", role, role_lost), 0, true, true},
    [PMXML_ROLE_RATE] = {TABLE("RoleRate", "ROLERATE", role_rate, NULL), 0, false, false},
    [PMXML_ROLE_LIMIT] = {TABLE("RoleLimit", "ROLELIMIT", role_limit, NULL), 0, false, false},
    [PMXML_CODE_TYPE] = {TABLE("ActivityCodeType", "ACTVTYPE", code_type, NULL), 0, false, false},
    [PMXML_CODE_VALUE] = {TABLE("ActivityCode", "ACTVCODE", code_value, NULL), 0, false, false},
    [PMXML_FIELD_TYPE] = {TABLE("UDFType", "UDFTYPE", field_type, NULL), 0, false, false},
    [PMXML_ACTIVITY_NOTE] = {TABLE("ActivityNote", "TASKMEMO", activity_note, NULL), 0, false,
                             false},
    [PMXML_PROJECT_NOTE] = {TABLE("ProjectNote", "WBSMEMO", project_note, NULL), 0, false, false},
    [PMXML_EXPENSE] = {TABLE("ActivityExpense", "PROJCOST", expense, expense_lost), 0, true, false},
    [PMXML_OPTIONS] = {TABLE("ScheduleOptions", "SCHEDOPTIONS", options, NULL), 0, false, false},
};

size_t pmxml_column_at(const struct pmxml_table *t, const char *element)
{
    size_t at = 0;
    while (at < t->n && strcmp(t->columns[at].element, element) != 0)
        at++;
    assert(at < t->n);
    return at;
}
