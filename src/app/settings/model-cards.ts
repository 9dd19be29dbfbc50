/** What a model of this build says of itself. */
export interface ModelCard {
  /** "melody@2" */
  readonly name: string;
  /** The card as plain text. */
  readonly text: string;
}

/** Reads the cards of the models that came with this build. @throws Error when a file is missing */
export async function readModelCards(): Promise<readonly ModelCard[]> {
  const list = (await read("/offline.json").then((response) => response.json())) as {
    readonly files: readonly { readonly url: string }[];
  };
  const cards = list.files.filter(({ url }) => /^\/models\/[^/]+\/CARD\.md$/.test(url));
  return Promise.all(
    cards.map(async ({ url }) => ({
      name: url.split("/")[2] ?? url,
      text: await read(url).then((response) => response.text()),
    })),
  );
}

async function read(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response;
}
