import { useTranslation } from '../../../i18n/useTranslation.ts'
import { useTyping } from '../../../entities/message/typing.ts'

export function TypingRow({ conversationId }: { conversationId: string }) {
  const { t } = useTranslation()
  if (!useTyping(conversationId)) return null
  return (
    <div
      role="status"
      className="sticky bottom-0 mx-auto flex w-full max-w-4xl animate-fade items-center gap-2 bg-surface/90 px-5 py-1.5 pl-15 text-xs text-muted"
    >
      <span aria-hidden className="flex gap-1">
        {[0, 160, 320].map((delay) => (
          <span key={delay} style={{ animationDelay: `${delay}ms` }} className="size-1.5 animate-breathe rounded-full bg-control" />
        ))}
      </span>
      {t('conversation.typing')}
    </div>
  )
}
