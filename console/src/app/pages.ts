import { lazyRouteComponent } from '@tanstack/react-router'
import type { LucideIcon } from 'lucide-react'
import {
  Cable,
  Filter,
  Gauge,
  KeyRound,
  ListOrdered,
  PackageX,
  Palette,
  Plus,
  SlidersHorizontal,
  UserRound,
  UsersRound,
} from 'lucide-react'
import { withWords } from '../i18n/index.ts'
import type { Role } from '../api/types.ts'
import { atLeast } from '../../../src/desk/web/roles.ts'

/** A page beside the inbox. */
interface Row {
  path: `/${string}`
  /** Who may open it: at least this role. Others are told so. */
  role: Role
  /** What it reads first: no page is for somebody whom the server would refuse that. */
  reads: `GET /api/${string}`
  title: `pages.${string}`
  icon: LucideIcon
  /** Under which heading the settings list it; null: the palette only. */
  group: 'me' | 'workspace' | null
  component: ReturnType<typeof lazyRouteComponent>
}

/** Every page beside the inbox, once: routes, the settings' navigation and the palette are made of it. */
export const PAGES = {
  profile: {
    path: '/settings/profile',
    role: 'agent',
    reads: 'GET /api/me',
    title: 'pages.profile',
    icon: UserRound,
    group: 'me',
    component: lazyRouteComponent(() => withWords('pages', import('../features/settings/ProfilePage.tsx')), 'ProfilePage'),
  },
  preferences: {
    path: '/settings/preferences',
    role: 'agent',
    reads: 'GET /api/me',
    title: 'pages.preferences',
    icon: SlidersHorizontal,
    group: 'me',
    component: lazyRouteComponent(() => withWords('pages', import('../features/settings/PreferencesPage.tsx')), 'PreferencesPage'),
  },
  keys: {
    path: '/settings/keys',
    role: 'agent',
    reads: 'GET /api/keys',
    title: 'pages.keys',
    icon: KeyRound,
    group: 'me',
    component: lazyRouteComponent(() => withWords('pages', import('../features/settings/KeysPage.tsx')), 'KeysPage'),
  },
  channels: {
    path: '/settings/channels',
    role: 'supervisor',
    reads: 'GET /api/channels',
    title: 'pages.channels',
    icon: Cable,
    group: 'workspace',
    component: lazyRouteComponent(() => withWords('pages', import('../features/channels/ChannelsPage.tsx')), 'ChannelsPage'),
  },
  addChannel: {
    path: '/settings/channels/add',
    role: 'admin',
    reads: 'GET /api/channels/kinds',
    title: 'pages.addChannel',
    icon: Plus,
    group: null,
    component: lazyRouteComponent(() => withWords('pages', import('../features/channels/KindsPage.tsx')), 'KindsPage'),
  },
  setAside: {
    path: '/settings/set-aside',
    role: 'admin',
    reads: 'GET /api/set-aside',
    title: 'pages.setAside',
    icon: PackageX,
    group: 'workspace',
    component: lazyRouteComponent(() => withWords('pages', import('../features/channels/set-aside/SetAsidePage.tsx')), 'SetAsidePage'),
  },
  team: {
    path: '/settings/team',
    role: 'supervisor',
    reads: 'GET /api/agents',
    title: 'pages.team',
    icon: UsersRound,
    group: 'workspace',
    component: lazyRouteComponent(() => withWords('pages', import('../features/team/TeamPage.tsx')), 'TeamPage'),
  },
  queues: {
    path: '/settings/queues',
    role: 'agent',
    reads: 'GET /api/queues',
    title: 'pages.queues',
    icon: ListOrdered,
    group: 'workspace',
    component: lazyRouteComponent(() => withWords('pages', import('../features/queues/QueuesPage.tsx')), 'QueuesPage'),
  },
  triage: {
    path: '/settings/triage',
    role: 'supervisor',
    reads: 'GET /api/rules',
    title: 'pages.triage',
    icon: Filter,
    group: 'workspace',
    component: lazyRouteComponent(() => withWords('pages', import('../features/triage/TriagePage.tsx')), 'TriagePage'),
  },
  wall: {
    path: '/wall',
    role: 'supervisor',
    reads: 'GET /api/queues/live',
    title: 'pages.wall',
    icon: Gauge,
    group: null,
    component: lazyRouteComponent(() => withWords('pages', import('../features/wall/WallPage.tsx')), 'WallPage'),
  },
  kit: {
    path: '/kit',
    role: 'admin',
    reads: 'GET /api/agents',
    title: 'pages.kit',
    icon: Palette,
    group: null,
    component: lazyRouteComponent(() => withWords('conversation', withWords('pages', import('./kit/KitPage.tsx'))), 'KitPage'),
  },
} as const satisfies Record<string, Row>

export type Page = (typeof PAGES)[keyof typeof PAGES]

/** Those that this role may open, in the order of the navigation. */
export const pagesOf = (role: Role): Page[] => Object.values(PAGES).filter((page) => atLeast(role, page.role))

/** Where a page is now that people may have kept under its earlier address; null: it never moved. */
export function movedTo(path: string): string | null {
  if (path === '/channels/set-aside') return PAGES.setAside.path
  return /^\/(channels|team|profile)(\/|$)/.test(path) ? `/settings${path}` : null
}
