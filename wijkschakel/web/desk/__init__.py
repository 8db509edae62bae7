"""What a coordinator uses: today, help someone join, paper cards, roll-out."""
