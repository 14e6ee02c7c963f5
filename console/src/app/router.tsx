import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router'
import { asProblem } from '../api/problem.ts'
import { queries } from '../entities/queries.ts'
import type { View } from '../api/types.ts'
import { VIEWS } from '../api/types.ts'
import { InboxPage } from '../features/inbox/InboxPage.tsx'
import { NothingOpen } from '../features/inbox/NothingOpen.tsx'
import { withWords } from '../i18n/index.ts'
import { filterOf } from '../entities/conversation/filter.ts'
import { fetchLater } from '../lib/late.ts'
import { parseSearch, stringifySearch } from './search.ts'
import type { Page } from './pages.ts'
import { movedTo, PAGES } from './pages.ts'
import { gated } from './settings/gated.tsx'
import { ErrorPage } from './shell/ErrorPage.tsx'
import { Shell } from './shell/Shell.tsx'
import { NotFoundPage } from '../ui/NotFoundPage.tsx'
import { WaitingPage } from '../ui/WaitingPage.tsx'
import { Toasts } from '../ui/toast.tsx'

const root = createRootRouteWithContext<{ client: QueryClient }>()({
  beforeLoad({ location }) {
    const now = movedTo(location.pathname)
    if (now) throw redirect({ to: now, replace: true })
  },
  component: () => (
    <>
      <Outlet />
      <Toasts />
    </>
  ),
})

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { from?: string | undefined } => ({ from: text(search['from']) }),
  component: lazyRouteComponent(() => withWords('pages', import('../features/auth/SignInPage.tsx')), 'SignInPage'),
})

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  validateSearch: (search): { token?: string | undefined } => ({ token: text(search['token']) }),
  component: lazyRouteComponent(() => withWords('pages', import('../features/auth/SetupPage.tsx')), 'SetupPage'),
})

const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  validateSearch: (search): { token?: string | undefined } => ({ token: text(search['token']) }),
  component: lazyRouteComponent(() => withWords('pages', import('../features/auth/WelcomePage.tsx')), 'WelcomePage'),
})

/** Everything behind the door. */
const app = createRoute({
  getParentRoute: () => root,
  id: 'app',
  async beforeLoad({ context, location }) {
    await context.client.ensureQueryData(queries.me).catch((error: unknown) => {
      if (asProblem(error).status === 401)
        throw redirect({ to: '/sign-in', search: { from: location.pathname === '/' ? undefined : location.href } })
      throw error
    })
  },
  component: Shell,
})

const home = createRoute({
  getParentRoute: () => app,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/inbox/$view', params: { view: 'mine' } })
  },
})

export const inboxRoute = createRoute({
  getParentRoute: () => app,
  path: '/inbox/$view',
  params: {
    parse: ({ view }): { view: View } => ({ view: VIEWS.find((known) => known === view) ?? 'mine' }),
    stringify: ({ view }) => ({ view }),
  },
  validateSearch: filterOf,
  component: InboxPage,
})

const inboxEmpty = createRoute({
  getParentRoute: () => inboxRoute,
  path: '/',
  component: NothingOpen,
})

const conversationPage = () => withWords('conversation', import('../features/conversation/ConversationPage.tsx'))
fetchLater(conversationPage)

export const conversationRoute = createRoute({
  getParentRoute: () => inboxRoute,
  path: '/$id',
  component: lazyRouteComponent(conversationPage, 'ConversationPage'),
})

/** What stands beside the inbox, under the settings. */
const pages = createRoute({
  getParentRoute: () => app,
  id: 'pages',
  component: lazyRouteComponent(() => withWords('pages', import('./settings/SettingsShell.tsx')), 'SettingsShell'),
})

const settings = createRoute({
  getParentRoute: () => pages,
  path: '/settings',
  component: lazyRouteComponent(() => withWords('pages', import('./settings/SettingsIndex.tsx')), 'SettingsIndex'),
})

const page = <P extends Page>(listed: P) =>
  createRoute({ getParentRoute: () => pages, path: listed.path as P['path'], component: gated(listed) })

const wall = createRoute({
  getParentRoute: () => app,
  path: PAGES.wall.path,
  validateSearch: (search): { screen?: true | undefined } => ({
    screen: search['screen'] === 'true' || search['screen'] === true || undefined,
  }),
  component: gated(PAGES.wall),
})

const kit = createRoute({ getParentRoute: () => app, path: PAGES.kit.path, component: gated(PAGES.kit) })

const addChannel = createRoute({
  getParentRoute: () => pages,
  path: `${PAGES.addChannel.path}/$kind`,
  component: gated({
    ...PAGES.addChannel,
    component: lazyRouteComponent(() => withWords('pages', import('../features/channels/AddChannelPage.tsx')), 'AddChannelPage'),
  }),
})

const channel = createRoute({
  getParentRoute: () => pages,
  path: `${PAGES.channels.path}/$id`,
  component: gated({
    ...PAGES.channels,
    component: lazyRouteComponent(() => withWords('pages', import('../features/channels/ChannelPage.tsx')), 'ChannelPage'),
  }),
})

const queue = createRoute({
  getParentRoute: () => pages,
  path: `${PAGES.queues.path}/$id`,
  component: gated({
    ...PAGES.queues,
    component: lazyRouteComponent(() => withWords('pages', import('../features/queues/QueuePage.tsx')), 'QueuePage'),
  }),
})

const rule = createRoute({
  getParentRoute: () => pages,
  path: `${PAGES.triage.path}/$id`,
  component: gated({
    ...PAGES.triage,
    component: lazyRouteComponent(() => withWords('pages', import('../features/triage/RulePage.tsx')), 'RulePage'),
  }),
})

const tree = root.addChildren([
  signIn,
  setup,
  welcome,
  app.addChildren([
    home,
    inboxRoute.addChildren([inboxEmpty, conversationRoute]),
    wall,
    kit,
    pages.addChildren([
      settings,
      addChannel,
      channel,
      queue,
      rule,
      page(PAGES.profile),
      page(PAGES.preferences),
      page(PAGES.keys),
      page(PAGES.channels),
      page(PAGES.addChannel),
      page(PAGES.setAside),
      page(PAGES.team),
      page(PAGES.queues),
      page(PAGES.triage),
    ]),
  ]),
])

export const createAppRouter = (client: QueryClient) =>
  createRouter({
    routeTree: tree,
    parseSearch,
    stringifySearch,
    context: { client },
    defaultPreload: 'intent',
    defaultErrorComponent: ErrorPage,
    defaultNotFoundComponent: NotFoundPage,
    defaultPendingComponent: WaitingPage,
    defaultPendingMs: 300,
  })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
