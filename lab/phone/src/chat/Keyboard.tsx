import { ExternalLink, LoaderCircle } from 'lucide-react'
import type { Button, ChatView, Phone } from '../../../screen.ts'
import { act } from '../api.ts'
import { Anchor } from '../parts/Anchor.tsx'
import type { Look } from '../platforms.ts'

const shapes: Record<Look['buttons'], { all: string; row: string; one: string }> = {
  keys: {
    all: 'w-full min-w-48 gap-1',
    row: 'gap-1',
    one: 'min-h-8 justify-center rounded-lg bg-pill px-2 py-1 text-[13px] font-medium text-pill-ink hover:brightness-110',
  },
  frames: {
    all: 'min-w-44 gap-1.5 p-2',
    row: 'gap-1.5',
    one: 'min-h-8 justify-center rounded-lg border border-current/40 px-2 py-1 text-[13px] font-medium text-link hover:bg-current/10',
  },
  lines: {
    all: 'min-w-40',
    row: 'border-t border-current/15',
    one: 'px-2.5 py-2 text-[14px] text-link hover:bg-current/10',
  },
}

interface Props {
  rows: Button[][]
  look: Look['buttons']
  phone: Phone
  chat: ChatView
  message: number
}

/** The buttons of a message. */
export function Keyboard({ rows, look, phone, chat, message }: Props) {
  const { all, row, one } = shapes[look]
  const press = ({ data, label }: Button): void => void act(phone, 'press', { chat: chat.id, message, data: data ?? label })
  return (
    <div className={`flex flex-col ${all}`}>
      {rows.map((buttons, index) => (
        <div key={index} className={`flex ${row}`}>
          {buttons.map((button, at) =>
            button.url === undefined ? (
              <button
                key={at}
                type="button"
                aria-busy={button.pending}
                onClick={() => press(button)}
                className={`flex flex-1 items-center gap-1 text-left ${one}`}
              >
                {button.label} {button.pending && <LoaderCircle aria-hidden size={13} className="animate-spin" />}
              </button>
            ) : (
              <Anchor key={at} url={button.url} className={`flex flex-1 items-center gap-1 ${one}`}>
                {button.label} <ExternalLink aria-hidden size={11} />
              </Anchor>
            ),
          )}
        </div>
      ))}
    </div>
  )
}
