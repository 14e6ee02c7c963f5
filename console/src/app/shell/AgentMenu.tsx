import { useRouter } from '@tanstack/react-router'
import { LogOut, Monitor, Moon, Sun, UserRound } from 'lucide-react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import type { Agent } from '../../api/types.ts'
import { PRESENCES } from '../../../../src/desk/web/roles.ts'
import { LANGUAGE_NAMES, LANGUAGES } from '../../i18n/languages.ts'
import { commandOf } from '../../lib/commands.ts'
import type { Theme } from '../../lib/preferences.ts'
import { preferences, THEMES, usePreference } from '../../lib/preferences.ts'
import { Dot } from '../../ui/Badge.tsx'
import { MenuBox, MenuItem, MenuSection, MenuSeparator } from '../../ui/Menu.tsx'
import type { LateMenu } from '../../ui/useLateMenu.ts'
import { PRESENCE_TONES } from '../../entities/agent/presence.ts'

const THEME_ICONS = { system: Monitor, light: Sun, dark: Moon } satisfies Record<Theme, unknown>

export function AgentMenu({ me, ...menu }: LateMenu & { me: Agent }) {
  const { t, i18n } = useTranslation()
  const theme = usePreference('theme')
  const router = useRouter()
  return (
    <MenuBox {...menu} label={t('shell.account')} placement="right bottom">
      <MenuSection title={t('shell.presence')}>
        {PRESENCES.map((one) => (
          <MenuItem
            key={one}
            mark={<Dot tone={PRESENCE_TONES[one]} className="mx-1" />}
            label={t(`presence.${one}`)}
            chosen={me.presence === one}
            onAction={() => me.presence !== one && commandOf(one)?.run()}
          />
        ))}
      </MenuSection>
      <MenuSeparator />
      <MenuSection title={t('settings.theme')}>
        {THEMES.map((one) => (
          <MenuItem
            key={one}
            icon={THEME_ICONS[one]}
            label={t(`settings.themes.${one}`)}
            chosen={theme === one}
            onAction={() => preferences.change({ theme: one })}
          />
        ))}
      </MenuSection>
      <MenuSection title={t('settings.language')}>
        {LANGUAGES.map((language) => (
          <MenuItem
            key={language}
            label={LANGUAGE_NAMES[language]}
            chosen={i18n.language === language}
            onAction={() => preferences.change({ language })}
          />
        ))}
      </MenuSection>
      <MenuSeparator />
      <MenuItem icon={UserRound} label={t('profile.open')} onAction={() => void router.navigate({ to: '/settings/profile' })} />
      <MenuItem icon={LogOut} label={t('commands.signOut')} onAction={() => commandOf('signOut')?.run()} />
    </MenuBox>
  )
}
