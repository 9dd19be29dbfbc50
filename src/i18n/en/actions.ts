export const actions = {
  play: "Play",
};
