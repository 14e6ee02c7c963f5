import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router'
import { asProblem } from '../api/problem.ts'
import { queries } from '../entities/queries.ts'
import type { Role, View } from '../api/types.ts'
import { atLeast } from '../../../src/desk/web/roles.ts'
import { VIEWS } from '../api/types.ts'
import { InboxPage } from '../features/inbox/InboxPage.tsx'
import { NothingOpen } from '../features/inbox/NothingOpen.tsx'
import { withWords } from '../i18n/index.ts'
import { filterOf } from '../entities/conversation/filter.ts'
import { fetchLater } from '../lib/late.ts'
import { parseSearch, stringifySearch } from './search.ts'
import type { Page } from './pages.ts'
import { PAGES } from './pages.ts'
import { ErrorPage } from './shell/ErrorPage.tsx'
import { Shell } from './shell/Shell.tsx'
import { NotFoundPage } from '../ui/NotFoundPage.tsx'
import { WaitingPage } from '../ui/WaitingPage.tsx'
import { Toasts } from '../ui/toast.tsx'

const root = createRootRouteWithContext<{ client: QueryClient }>()({
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

/** Leads those to the inbox whose role does not allow a page. */
const gate =
  (role: Role) =>
  async ({ context }: { context: { client: QueryClient } }): Promise<void> => {
    const me = await context.client.ensureQueryData(queries.me)
    if (!atLeast(me.role, role)) throw redirect({ to: '/inbox/$view', params: { view: 'mine' } })
  }

const page = <P extends Page>({ path, role, component }: P) =>
  createRoute({ getParentRoute: () => app, path: path as P['path'], beforeLoad: gate(role), component })

const admin = createRoute({ getParentRoute: () => app, id: 'admin', beforeLoad: gate('admin') })

export const addChannelRoute = createRoute({
  getParentRoute: () => admin,
  path: '/channels/add/$kind',
  component: lazyRouteComponent(() => withWords('pages', import('../features/channels/AddChannelPage.tsx')), 'AddChannelPage'),
})

export const channelRoute = createRoute({
  getParentRoute: () => admin,
  path: '/channels/$id',
  component: lazyRouteComponent(() => withWords('pages', import('../features/channels/ChannelPage.tsx')), 'ChannelPage'),
})

const tree = root.addChildren([
  signIn,
  setup,
  welcome,
  app.addChildren([
    home,
    inboxRoute.addChildren([inboxEmpty, conversationRoute]),
    admin.addChildren([addChannelRoute, channelRoute]),
    page(PAGES.channels),
    page(PAGES.addChannel),
    page(PAGES.setAside),
    page(PAGES.team),
    page(PAGES.settings),
    page(PAGES.profile),
    page(PAGES.kit),
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
