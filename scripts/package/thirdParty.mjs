/** Lies beside the application, on every system: the licences of the npm packages in it. */
export const thirdPartyFile = 'LICENSES.packages.txt';
