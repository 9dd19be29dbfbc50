export const player = {
  title: "Now playing",
};
