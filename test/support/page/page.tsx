import '@mantine/core/styles.css';
import { closestCenter, DndContext } from '@dnd-kit/core';
import { SortableContext, useSortable } from '@dnd-kit/sortable';
import { Button, MantineProvider, Menu, Modal, Select, Table, Tooltip } from '@mantine/core';
import { select } from 'd3';
import { useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { createClient } from '../../../renderer/client.ts';
import { connectShell, SessionError } from '../../../renderer/transports.ts';

/** A page with every library that draws, to see that the policy of the shells lets them work and nothing else. */
function Page({ reason }: { reason: string }) {
  const [open, setOpen] = useState(false);
  const chart = useRef<SVGSVGElement>(null);
  useEffect(() => {
    select(chart.current).append('text').text('<img src=x onerror=alert(1)>');
  }, []);
  return (
    <MantineProvider forceColorScheme="dark">
      <h1>{reason}</h1>
      <svg ref={chart} />
      <DndContext collisionDetection={closestCenter}>
        <SortableContext items={['a', 'b']}>
          <Row id="a" />
          <Row id="b" />
        </SortableContext>
      </DndContext>
      <Select label="Colour" data={['red', 'blue']} />
      <Menu>
        <Menu.Target>
          <Button>Menu</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item>{'<img src=x onerror=alert(1)>'}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Tooltip label="Tip">
        <Button onClick={() => setOpen(true)}>Dialog</Button>
      </Tooltip>
      <Modal opened={open} onClose={() => setOpen(false)} title="A dialog">
        <Table data={{ head: ['a'], body: [['<b>1</b>']] }} />
      </Modal>
    </MantineProvider>
  );
}

function Row({ id }: { id: string }) {
  const { setNodeRef, attributes, listeners } = useSortable({ id });
  return (
    <div ref={setNodeRef} {...attributes} {...listeners}>
      row {id}
    </div>
  );
}

let reason = 'connected';
try {
  const shell = await connectShell();
  Object.assign(globalThis, { shell, client: createClient(shell.transport) });
} catch (error) {
  reason = error instanceof SessionError ? error.reason : String(error);
}
createRoot(document.getElementById('root')!).render(<Page reason={reason} />);
