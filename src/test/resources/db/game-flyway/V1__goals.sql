create table game_goal (
  id bigint primary key,
  replay_id bigint references coffer_content (id)
);
