// The names of those who use the server, fetched once: journals, histories and comments tell numbers.
import type { Client } from "../api/client.ts";
import { t } from "../i18n/text.ts";

export class People {
  readonly #client: Client;
  #names = $state.raw<ReadonlyMap<number, string>>(new Map());

  constructor(client: Client) {
    this.#client = client;
  }

  /** What the program did itself has no user; one that is not known is a number. */
  nameOf(user: number | null): string {
    return user === null ? t("journal_system") : (this.#names.get(user) ?? `#${user}`);
  }

  async load(): Promise<void> {
    const answer = await this.#client.users();
    if (answer.ok) this.#names = new Map(answer.value.users.map(({ id, name }) => [id, name]));
  }
}
