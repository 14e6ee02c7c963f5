/** Keys become paths: anything but the agreed letters is a mistake of ours. */
export function checkBlobKey(key: string): string {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(key)) throw new TypeError('not a key of a file')
  return key
}
