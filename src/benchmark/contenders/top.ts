/** How many passages every contender finds: as many as Dateline fuses. */
export const TOP = 60;
