import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Maximize } from 'lucide-react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { useWall } from '../../entities/agent/wall.ts'
import { Button } from '../../ui/Button.tsx'
import { Page } from '../../ui/Page.tsx'
import { QueryBoundary } from '../../ui/QueryBoundary.tsx'
import { BigScreen } from './BigScreen.tsx'
import { WallBoard } from './WallBoard.tsx'

const route = getRouteApi('/app/wall')

/** How the queues and those who answer do, now: on a page, or with nothing around it for a screen that hangs on the wall. */
export function WallPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { screen } = route.useSearch()
  const wall = useWall()
  const show = (big: boolean): void => void navigate({ to: '/wall', search: big ? { screen: true } : {}, replace: true })
  const board = <QueryBoundary query={wall}>{(queues) => <WallBoard queues={queues} />}</QueryBoundary>
  if (screen)
    return (
      <BigScreen label={t('pages.wall')} onClose={() => show(false)}>
        {board}
      </BigScreen>
    )
  return (
    <Page
      title={t('pages.wall')}
      wide
      actions={
        <Button
          size="sm"
          onPress={() => {
            show(true)
            // Where the browser does not let us, the page is as large as its window.
            document.documentElement.requestFullscreen?.().catch(() => {})
          }}
        >
          <Maximize aria-hidden />
          {t('wall.screen')}
        </Button>
      }
    >
      {board}
    </Page>
  )
}
