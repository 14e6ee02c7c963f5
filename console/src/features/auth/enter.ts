import type { QueryClient } from '@tanstack/react-query'
import { auth } from '../../entities/agent/auth.ts'
import { queries } from '../../entities/queries.ts'
import { LANGUAGES } from '../../i18n/languages.ts'
import { preferences } from '../../lib/preferences.ts'

/** Signs in. A browser that was told no language speaks the agent's own from then on. */
export async function enter(client: QueryClient, email: string, password: string): Promise<void> {
  await auth.signIn(email, password)
  const me = await client.fetchQuery({ ...queries.me, staleTime: 0 })
  const language = LANGUAGES.find((one) => one === me.locale)
  if (language && preferences.get().language === null) preferences.change({ language })
}
