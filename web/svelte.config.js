import { vitePreprocess } from "@sveltejs/vite-plugin-svelte";

export default {
  preprocess: vitePreprocess({ script: false }),
  compilerOptions: {
    runes: true,
    // Props handed to a component that is made anew for each value (#key) are read once on purpose.
    warningFilter: ({ code }) => code !== "state_referenced_locally",
  },
};
