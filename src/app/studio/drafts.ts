import { draftsOf, writeDrafts } from "../../library/drafts";
import type { DraftRow } from "../../library/rows";
import type { Library } from "../../library/schema";
import type { Device } from "../../rpc/contracts/composer";
import type { Proposal } from "./proposal";
import { authorshipOf } from "./authorship";

/** The proposals that are neither kept nor set aside, as they outlive a visit. */
export class Drafts {
  readonly #library: Library;
  readonly #profileId: string;
  #writing: Promise<unknown> = Promise.resolve();

  constructor(library: Library, profileId: string) {
    this.#library = library;
    this.#profileId = profileId;
  }

  /** What was left open; nothing where it cannot be read. */
  async read(): Promise<readonly Proposal[]> {
    const rows = await draftsOf(this.#library, this.#profileId).catch(() => []);
    return rows.flatMap((row) => proposalOf(row) ?? []);
  }

  /** Writes the proposals as they stand, one write after the other, the last one last. */
  write(proposals: readonly Proposal[]): void {
    const rows = proposals
      .filter(({ state }) => state === "proposed")
      .map((proposal, place) => this.#row(proposal, place));
    this.#writing = this.#writing
      .then(() => writeDrafts(this.#library, this.#profileId, rows))
      // What cannot be written is still on the page, and can be kept.
      .catch(() => undefined);
  }

  #row(proposal: Proposal, place: number): DraftRow {
    const { id, batch, candidate } = proposal;
    return {
      id,
      profileId: this.#profileId,
      changedMs: Date.now(),
      batch,
      place,
      bitsPerNote: candidate.bitsPerNote,
      score: candidate.score,
      authorship: authorshipOf(proposal),
    };
  }
}

function proposalOf({ id, batch, bitsPerNote, score, authorship }: DraftRow): Proposal | undefined {
  if (authorship.by !== "model") return undefined;
  const { model, seed, device, settings, changes = [] } = authorship;
  const candidate = { score, model, seed, bitsPerNote, device: device as Device };
  return { id, batch, candidate, settings, changes, state: "proposed" };
}
