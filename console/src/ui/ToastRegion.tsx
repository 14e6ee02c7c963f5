import { CircleAlert, CircleCheck, X } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from '../i18n/useTranslation.ts'
import {
  Text,
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as AriaToastRegion,
} from 'react-aria-components/Toast'
import { useStore } from '../lib/store.ts'
import { Button } from './Button.tsx'
import { IconButton } from './IconButton.tsx'
import type { Toast } from './toast.tsx'
import { unsaid } from './toast.tsx'

const queue = new ToastQueue<Toast>({ maxVisibleToasts: 3 })

const SHOWN_FOR = { done: 6000, failed: 12_000 }

/** The same word again takes the place of the first. */
function show(toast: Toast): void {
  for (const { content, key } of queue.visibleToasts) if (content.kind === toast.kind && content.text === toast.text) queue.close(key)
  queue.add(toast, { timeout: SHOWN_FOR[toast.kind] })
}

/** Shows what is said. Failures stay until they are dismissed or 12 s have passed. */
export function ToastRegion() {
  const { t } = useTranslation()
  const said = useStore(unsaid, (all) => all)
  useEffect(() => {
    if (said.length === 0) return
    unsaid.set([])
    for (const toast of said) show(toast)
  }, [said])
  return (
    <AriaToastRegion
      queue={queue}
      aria-label={t('common.notifications')}
      className="pointer-events-none fixed inset-x-4 top-28 z-50 flex flex-col items-center gap-2 outline-none"
    >
      {({ toast: { content, key }, toast: queued }) => (
        <AriaToast
          key={key}
          toast={queued}
          className="pointer-events-auto flex w-full max-w-sm animate-rise items-start gap-2.5 rounded-xl border border-line bg-raised py-2 pr-2 pl-3.5 shadow-float sm:w-auto sm:min-w-72"
        >
          {content.kind === 'done' ? (
            <CircleCheck aria-hidden className="mt-1.5 size-4 shrink-0 text-ok-ink" />
          ) : (
            <CircleAlert aria-hidden className="mt-1.5 size-4 shrink-0 text-danger-ink" />
          )}
          <ToastContent className="min-w-0 flex-1 py-1">
            <Text slot="title" className="block text-sm wrap-break-word">
              {content.text}
            </Text>
          </ToastContent>
          {content.action && (
            <Button
              size="sm"
              variant="ghost"
              className="text-accent-ink!"
              onPress={() => {
                content.action?.run()
                queue.close(key)
              }}
            >
              {content.action.label}
            </Button>
          )}
          <IconButton slot="close" size="sm" icon={X} label={t('common.dismiss')} />
        </AriaToast>
      )}
    </AriaToastRegion>
  )
}
