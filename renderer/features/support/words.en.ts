export const enSupport = {
  ask: 'Questions go to',
  security: 'security',
};
