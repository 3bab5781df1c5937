"""What people do with a press event: plan, invite, note answers, tell the place, count."""
