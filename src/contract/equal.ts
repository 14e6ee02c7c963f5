/** Whether two texts are the same, in a time that does not tell where they differ. */
export function equalText(given: string, secret: string): boolean {
  let difference = given.length ^ secret.length
  // What lies past the end of the secret is NaN, which counts as 0 here: the length has told already.
  for (let index = 0; index < given.length; index += 1) difference |= given.charCodeAt(index) ^ secret.charCodeAt(index)
  return difference === 0
}
