export const home = {
  title: "For you",
};
