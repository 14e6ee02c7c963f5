import { Smartphone, UserPlus } from 'lucide-react'
import { PhoneView } from './PhoneView.tsx'
import { shown, useSetting } from './settings.ts'
import { useLab } from './store.ts'
import { useWords, type Word } from './words.ts'

/** Beyond so many phones the older ones stay in a drawer; load runs make thousands. */
const most = 24

/** How accounts come into being, where there is something to say about it. */
const hints: Readonly<Record<string, Word>> = {
  telegram: 'hintTelegram',
  qq: 'hintQq',
  wechat: 'hintWechat',
  'wechat-kf': 'hintKf',
  x: 'hintX',
}

/** The phones of the chosen platform, newest first. */
export function Phones({ onAdd }: { onAdd: () => void }) {
  const { t } = useWords()
  const all = useLab((state) => state.phones)
  const kind = useSetting(shown)
  const phones = all.filter((phone) => kind === 'all' || phone.platform === kind).toReversed()
  if (phones.length === 0) return <Empty kind={kind} onAdd={onAdd} />
  return (
    <main aria-label={t('phones')} tabIndex={-1} className="thin-scroll min-w-0 flex-1 overflow-y-auto px-2 py-3 outline-none sm:px-4">
      <div className="phones thin-scroll">
        {phones.slice(0, most).map((phone) => (
          <PhoneView key={phone.id} phone={phone} />
        ))}
      </div>
      {phones.length > most && <p className="py-4 text-center text-sm text-muted">{t('more', { n: phones.length - most })}</p>}
    </main>
  )
}

function Empty({ kind, onAdd }: { kind: string; onAdd: () => void }) {
  const { t, language } = useWords()
  const emulator = useLab((state) => state.emulators.find((one) => one.kind === kind))
  const hint = hints[kind]
  const steps = [t('step1'), t('step2', { url: location.origin }), t('step3')]
  return (
    <main className="thin-scroll grid min-w-0 flex-1 place-items-center overflow-y-auto p-6">
      <div className="max-w-md">
        <Smartphone aria-hidden size={44} strokeWidth={1.4} className="mb-3 text-muted" />
        <h2 className="text-xl font-semibold">
          {emulator === undefined ? t('noPhones') : t('noPhonesOn', { name: emulator.label[language] })}
        </h2>
        {emulator === undefined ? (
          <ol className="mt-3 list-decimal space-y-2 pl-5 text-muted">
            {steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        ) : (
          <p className="mt-3 text-muted">{hint === undefined ? t('step1') : t(hint)}</p>
        )}
        <button
          type="button"
          onClick={onAdd}
          className="mt-5 flex h-10 items-center gap-2 rounded-lg bg-accent px-4 font-medium text-on-accent hover:bg-accent-hover"
        >
          <UserPlus aria-hidden size={17} /> {t('addFirst')}
        </button>
      </div>
    </main>
  )
}
