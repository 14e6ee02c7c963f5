import { lazyRouteComponent } from '@tanstack/react-router'
import type { LucideIcon } from 'lucide-react'
import { Cable, PackageX, Palette, Plus, Settings, UserRound, UsersRound } from 'lucide-react'
import { withWords } from '../i18n/index.ts'
import type { Role } from '../api/types.ts'
import { atLeast } from '../../../src/desk/web/roles.ts'

/** A page beside the inbox. */
interface Row {
  path: `/${string}`
  /** Who may open it: at least this role. */
  role: Role
  title: `pages.${string}`
  icon: LucideIcon
  /** Where the navigation shows it; null: the palette only. */
  nav: 'workspace' | 'foot' | null
  component: ReturnType<typeof lazyRouteComponent>
}

/** Every page beside the inbox, once: routes, navigation and palette are made of it. */
export const PAGES = {
  channels: {
    path: '/channels',
    role: 'supervisor',
    title: 'pages.channels',
    icon: Cable,
    nav: 'workspace',
    component: lazyRouteComponent(() => withWords('pages', import('../features/channels/ChannelsPage.tsx')), 'ChannelsPage'),
  },
  addChannel: {
    path: '/channels/add',
    role: 'admin',
    title: 'pages.addChannel',
    icon: Plus,
    nav: null,
    component: lazyRouteComponent(() => withWords('pages', import('../features/channels/KindsPage.tsx')), 'KindsPage'),
  },
  setAside: {
    path: '/channels/set-aside',
    role: 'admin',
    title: 'pages.setAside',
    icon: PackageX,
    nav: null,
    component: lazyRouteComponent(() => withWords('pages', import('../features/channels/set-aside/SetAsidePage.tsx')), 'SetAsidePage'),
  },
  team: {
    path: '/team',
    role: 'supervisor',
    title: 'pages.team',
    icon: UsersRound,
    nav: 'workspace',
    component: lazyRouteComponent(() => withWords('pages', import('../features/team/TeamPage.tsx')), 'TeamPage'),
  },
  settings: {
    path: '/settings',
    role: 'agent',
    title: 'pages.settings',
    icon: Settings,
    nav: 'foot',
    component: lazyRouteComponent(() => withWords('pages', import('../features/settings/SettingsPage.tsx')), 'SettingsPage'),
  },
  profile: {
    path: '/profile',
    role: 'agent',
    title: 'pages.profile',
    icon: UserRound,
    nav: null,
    component: lazyRouteComponent(() => withWords('pages', import('../features/settings/ProfilePage.tsx')), 'ProfilePage'),
  },
  kit: {
    path: '/kit',
    role: 'admin',
    title: 'pages.kit',
    icon: Palette,
    nav: null,
    component: lazyRouteComponent(() => withWords('conversation', withWords('pages', import('./kit/KitPage.tsx'))), 'KitPage'),
  },
} as const satisfies Record<string, Row>

export type Page = (typeof PAGES)[keyof typeof PAGES]

/** Those that this role may open, in the order of the navigation. */
export const pagesOf = (role: Role): Page[] => Object.values(PAGES).filter((page) => atLeast(role, page.role))
