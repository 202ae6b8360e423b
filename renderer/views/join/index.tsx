import { Waiting } from '../../ui/index.ts';

export function JoinView() {
  return <Waiting />;
}
