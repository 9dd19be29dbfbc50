import { openLibrary } from "../src/library/open";
import { RecommenderSession } from "../src/library/recommender/session";
import type { RecommenderApi } from "../src/rpc/contracts/recommender";
import { serve, type CallContext } from "../src/rpc/serve";

const session = openLibrary().then((library) => new RecommenderSession(library));

serve<RecommenderApi>({
  slates: async (request, context) => (await session).slates(request, workOf(context)),
  foldIn: async (request, context) => (await session).foldIn(request, workOf(context)),
  find: async (request, context) => (await session).find(request, workOf(context)),
  home: async (request, context) => (await session).home(request, workOf(context)),
  mix: async (request) => (await session).mix(request),
  similar: async (request, context) => (await session).similar(request, workOf(context)),
  ask: async (request, context) => (await session).ask(request, workOf(context)),
  picks: async (request, context) => (await session).picks(request, workOf(context)),
  report: async (request, context) => (await session).report(request, workOf(context)),
  portrait: async (request, context) => (await session).portrait(request, workOf(context)),
});

function workOf({ signal, progress }: CallContext) {
  return { signal, onProgress: (share: number) => progress({ share, stage: "neighbours" }) };
}
