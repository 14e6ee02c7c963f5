/** Largest body, in bytes, of a request that brings no file. */
export const MAX_BODY = 1024 * 1024
