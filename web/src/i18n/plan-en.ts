// Texts of the plan page, its grid and its chart.
export const planEn = {
  plan_title: "Plan",
};
