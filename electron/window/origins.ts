/** Where the two pages live; standard, secure and without any network behind it. */
export const pageOrigin = 'app://latchkey';
export const engineOrigin = 'app://engine';
