/**
 * Of what lies in the snapshot: counted up whenever an item comes to mean something else. One that is older or newer is thrown away and
 * made anew from the sync data.
 */
export const snapshotVersion = 1;
