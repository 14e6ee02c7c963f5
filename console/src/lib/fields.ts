/** A text field of a form; files and absent fields are empty. */
export function fieldOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

/** The shortest password that the server takes. */
export const MIN_PASSWORD = 10
