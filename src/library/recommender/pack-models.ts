export { packRanker, weightsByItem } from "../../recommend/pack-ranker";
