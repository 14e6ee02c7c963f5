/** Telegram's ids are integers of up to 52 bits; message ids of 0 name nothing. */
export const id = (value: unknown): string | undefined => (Number.isSafeInteger(value) && value !== 0 ? String(value) : undefined)
