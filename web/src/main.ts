// The one place where the parts are made and put together.
import { mount } from "svelte";
import { Client } from "./api/client.ts";
import { EventStream } from "./api/stream.ts";
import { newKey } from "./api/system.ts";
import Shell from "./shell/Shell.svelte";
import { useLanguage } from "./i18n/text.ts";
import { App } from "./state/app.svelte.ts";
import { openOutboxStore } from "./state/outbox-store.ts";
import { readLanguage, Settings } from "./state/settings.svelte.ts";
import { View } from "./state/view.svelte.ts";
import "./ui/tokens.css";
import "./ui/base.css";

/** Names this tab, the same one after a reload. */
function tabToken(): string {
  try {
    const known = sessionStorage.getItem("gantline.tab");
    const token = known ?? newKey();
    sessionStorage.setItem("gantline.tab", token);
    return token;
  } catch {
    return newKey();
  }
}

const language = readLanguage();
useLanguage(language);
document.documentElement.lang = language;

const app = new App({
  client: new Client((path, init) => fetch(path, init)),
  stream: new EventStream(),
  store: openOutboxStore(globalThis.indexedDB),
  settings: new Settings(),
  view: new View(),
  locale: language === "en" ? "en-GB" : "de-DE",
  tab: tabToken(),
});

mount(Shell, { target: document.body, props: { app } });
void app.start();
