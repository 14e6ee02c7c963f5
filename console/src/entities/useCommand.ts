import { useMutation } from '@tanstack/react-query'
import { useRefusal } from './agent/useRefusal.ts'

export interface CommandOptions<Input, Answer> {
  run: (input: Input) => Promise<Answer>
  /** Shows it at once; what it answers takes it back when the server refuses. */
  expect?: (input: Input) => () => void
  onDone?: (answer: Answer, input: Input) => unknown
  /** The page says itself why it was refused, from `error`. */
  saysWhy?: boolean
}

/** Something an agent does on the server: shown at once where that can be, explained where it is refused, done again where that helps. */
export function useCommand<Input = void, Answer = unknown>({ run, expect, onDone, saysWhy = false }: CommandOptions<Input, Answer>) {
  const refuse = useRefusal()
  const { mutate, isPending, error, data } = useMutation({
    mutationFn: run,
    onMutate: (input: Input) => expect?.(input),
    onSuccess: (answer, input) => onDone?.(answer, input),
    onError(cause, input, takeBack) {
      takeBack?.()
      if (!saysWhy) refuse(cause, () => mutate(input))
    },
  })
  return { run: mutate, isPending, error, answer: data }
}
