import { readSetting, type SettingValue } from "../../library/settings";
import { removeShelf } from "../../library/shelf";
import type { Library } from "../../library/schema";
import { watch } from "../../library/watch";

/** The starter shelf: the model's own pieces and the simulated listeners over them. */
export class ShelfState {
  state = $state<SettingValue<"shelf">>("none");

  readonly #library: Library;

  constructor(library: Library) {
    this.#library = library;
  }

  /** Follows the database. @returns what stops it */
  follow(): () => void {
    return watch(
      () => readSetting(this.#library, "shelf"),
      (state) => (this.state = state),
    );
  }

  /** Takes the shelf away for good. @throws LibraryError */
  remove(): Promise<void> {
    return removeShelf(this.#library);
  }
}
