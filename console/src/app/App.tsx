import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useTranslation } from '../i18n/useTranslation.ts'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { onRefusal } from '../api/client.ts'
import { asProblem, isPassing } from '../api/problem.ts'
import type { Language } from '../i18n/languages.ts'
import { LOCALES } from '../i18n/languages.ts'
import { createAppRouter } from './router.tsx'

const client = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (failures, error) => failures < 3 && isPassing(asProblem(error)),
      refetchOnWindowFocus: false,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
})

const router = createAppRouter(client)

// Whoever asked: a session that has ended leads to the door, and back afterwards.
onRefusal((problem) => {
  if (problem.code !== 'signed-out') return
  const { pathname, href } = router.state.location
  if (pathname === '/sign-in' || pathname === '/setup') return
  // What is shown needs what is cached until the page has gone.
  void router.navigate({ to: '/sign-in', search: { from: href }, replace: true }).then(() => client.clear())
})

export function App() {
  const { i18n } = useTranslation()
  return (
    <I18nProvider locale={LOCALES[i18n.language as Language]}>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </I18nProvider>
  )
}
