import { preferences } from './preferences.ts'

/** Puts the chosen theme on the document; the tokens of theme.css do the rest. */
export function startTheme(): void {
  const apply = (): void => {
    const { theme } = preferences.get()
    if (theme === 'system') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = theme
  }
  apply()
  preferences.subscribe(apply)
}
