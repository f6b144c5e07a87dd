// What a reader arranged on the plan page and finds again: in local storage, which may be shut.

export function readKept(name: string): string | null {
  try {
    return localStorage.getItem(`gantline.plan.${name}`);
  } catch {
    return null;
  }
}

export function writeKept(name: string, value: string): void {
  try {
    localStorage.setItem(`gantline.plan.${name}`, value);
  } catch {
    return;
  }
}
