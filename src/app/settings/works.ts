/** A work of other people that the app contains. */
export interface Work {
  readonly name: string;
  readonly version: string;
  /** SPDX identifier. */
  readonly licence: string;
  readonly text: string;
}

interface List {
  readonly works: readonly (Omit<Work, "text"> & { readonly text: number })[];
  readonly texts: readonly string[];
}

/** Reads the list that scripts/build-licences.ts wrote. @throws Error when it is not there */
export async function readWorks(): Promise<readonly Work[]> {
  const response = await fetch("/licences.json");
  if (!response.ok) throw new Error(`licences.json: ${response.status}`);
  const { works, texts } = (await response.json()) as List;
  return works.map((work) => ({ ...work, text: texts[work.text] ?? "" }));
}
