import {useApp} from 'ink';
import {useEffect} from 'react';

/** Ends the tree when `closing` aborts; its reason is what the tree ends with. */
export function useClosing(closing: AbortSignal): void {
  const {exit} = useApp();
  useEffect(() => {
    const leave = () => exit(closing.reason);
    if (closing.aborted) leave();
    closing.addEventListener('abort', leave);
    return () => closing.removeEventListener('abort', leave);
  }, [closing, exit]);
}
