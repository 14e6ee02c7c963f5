import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { Languages, LogOut, Monitor, Moon, Sun, UserRound } from 'lucide-react'
import { auth } from '../entities/agent/auth.ts'
import { useCount } from '../entities/conversation/counts.ts'
import { usePresence } from '../entities/agent/usePresence.ts'
import { useCommand } from '../entities/useCommand.ts'
import { PRESENCES } from '../../../src/desk/web/roles.ts'
import { useOffer } from '../lib/commands.ts'
import type { Theme } from '../lib/preferences.ts'
import { preferences, THEMES } from '../lib/preferences.ts'

const THEME_ICONS = { system: Monitor, light: Sun, dark: Moon } satisfies Record<Theme, unknown>

/** What agents do with themselves and with how things look to them. `onLeave`: they go away, and have conversations. */
export function useSelf(onLeave: () => void): void {
  const presence = usePresence()
  const has = useCount({ view: 'mine' })?.n ?? 0
  const router = useRouter()
  const client = useQueryClient()
  const signOut = useCommand({
    async run() {
      if (preferences.get().push) await (await import('../entities/agent/push.ts')).endPush()
      await auth.signOut()
    },
    async onDone() {
      await router.navigate({ to: '/sign-in' })
      client.clear()
    },
  })
  useOffer([
    ...PRESENCES.map((id) => ({ id, icon: UserRound, run: () => (id === 'away' && has > 0 ? onLeave() : presence.run(id)) })),
    ...THEMES.map((theme) => ({ id: theme, icon: THEME_ICONS[theme], run: () => preferences.change({ theme }) })),
    { id: 'english', icon: Languages, run: () => preferences.change({ language: 'en' }) },
    { id: 'chinese', icon: Languages, run: () => preferences.change({ language: 'zh' }) },
    { id: 'signOut', icon: LogOut, run: () => signOut.run() },
  ])
}
